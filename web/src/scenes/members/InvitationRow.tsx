import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Moment } from '../../parts/Moment.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';

const InvitationRow_invitation = graphql(`
  fragment InvitationRow_invitation on Invitation {
    id
    email
    state
    expiresAt
    viewerCan
    role {
      id
      name
    }
    invitedBy {
      id
      name
    }
  }
`);
const InvitationRow_resend = graphql(`
  mutation InvitationRow_resend($input: InvitationResendInput!) {
    invitationResend(input: $input) {
      invitation {
        id
        ...InvitationRow_invitation
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const InvitationRow_revoke = graphql(`
  mutation InvitationRow_revoke($input: InvitationRevokeInput!) {
    invitationRevoke(input: $input) {
      invitation {
        id
        ...InvitationRow_invitation
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** One invitation that waits for its answer. */
export function InvitationRow(props: { invitation: FragmentType<typeof InvitationRow_invitation> }) {
  const { id, email, state, expiresAt, viewerCan, role, invitedBy } = read(InvitationRow_invitation, props.invitation);
  const resend = useVerb(InvitationRow_resend);
  const revoke = useVerb(InvitationRow_revoke, ['Invitations']);
  const say = useToast();
  const refusal = resend.refusal ?? revoke.refusal;
  const isOver = state === 'EXPIRED';

  const handleResend = async () => {
    if (await resend.run({ input: { id } })) say(`The invitation for ${email} is on its way again.`);
  };
  const handleRevoke = async () => {
    if (await revoke.run({ input: { id } })) say(`The invitation for ${email} is withdrawn.`);
  };

  return (
    <Row
      title={email}
      tags={isOver && <Tag tone="warn">Expired</Tag>}
      isFaded={isOver}
      detail={invitedBy && `Invited by ${invitedBy.name}`}
      note={refusal && <RefusalNotice refusal={refusal} takesFocus />}
      facts={
        <>
          {role && <Tag>{role.name}</Tag>}
          <span>
            {isOver ? 'expired ' : 'expires '}
            <Moment at={expiresAt} />
          </span>
        </>
      }
      action={
        <RowMenu
          label={`Actions for the invitation of ${email}`}
          verbs={[
            viewerCan.includes('resend') && { label: 'Send again', onChoose: () => void handleResend() },
            viewerCan.includes('revoke') && { label: 'Withdraw', isGrave: true, onChoose: () => void handleRevoke() },
          ]}
        />
      }
    />
  );
}
