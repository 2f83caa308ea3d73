import { Button } from '@mantine/core';
import { deviceOf } from '../../device.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Moment } from '../../parts/Moment.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';

const SessionRow_session = graphql(`
  fragment SessionRow_session on Session {
    id
    createdAt
    lastSeenAt
    userAgent
    ipAddress
    current
  }
`);
const SessionRow_revoke = graphql(`
  mutation SessionRow_revoke($input: SessionRevokeInput!) {
    sessionRevoke(input: $input) {
      session {
        id
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** One place where the viewer is signed in. This one is ended by signing out. */
export function SessionRow(props: { session: FragmentType<typeof SessionRow_session> }) {
  const { id, createdAt, lastSeenAt, userAgent, ipAddress, current } = read(SessionRow_session, props.session);
  const revoke = useVerb(SessionRow_revoke, ['SessionsSection']);
  const say = useToast();
  const device = deviceOf(userAgent);
  const handleRevoke = async () => {
    if (await revoke.run({ input: { id } })) say(`The session of ${device} has ended.`);
  };
  return (
    <Row
      title={device}
      tags={current && <Tag tone="good">This browser</Tag>}
      detail={
        <>
          {ipAddress && `${ipAddress} · `}signed in <Moment at={createdAt} />
        </>
      }
      note={revoke.refusal && <RefusalNotice refusal={revoke.refusal} takesFocus />}
      facts={
        !current && (
          <span>
            seen <Moment at={lastSeenAt} />
          </span>
        )
      }
      action={
        !current && (
          <Button
            variant="default"
            size="compact-sm"
            loading={revoke.busy}
            aria-label={`End the session of ${device}`}
            onClick={() => void handleRevoke()}
          >
            End
          </Button>
        )
      }
    />
  );
}
