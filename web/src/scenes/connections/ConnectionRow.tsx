import { useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { exact } from '../../moment.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { CopyLine } from '../../parts/CopyLine.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { TextLink } from '../../parts/TextLink.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { providerName } from './providers.js';
import { RotateDialog } from './RotateDialog.js';

const ConnectionRow_connection = graphql(`
  fragment ConnectionRow_connection on Connection {
    id
    name
    provider
    state
    hookUrl
    previousUntil
    viewerCan
    ...RotateDialog_connection
  }
`);
const ConnectionRow_switch = graphql(`
  mutation ConnectionRow_switch($input: ConnectionSwitchInput!) {
    connectionSwitch(input: $input) {
      connection {
        id
        ...ConnectionRow_connection
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const ConnectionRow_delete = graphql(`
  mutation ConnectionRow_delete($input: ConnectionDeleteInput!) {
    connectionDelete(input: $input) {
      connection {
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

/** One connection: where its provider calls, and what can be done to it. */
export function ConnectionRow(props: { connection: FragmentType<typeof ConnectionRow_connection> }) {
  const connection = read(ConnectionRow_connection, props.connection);
  const { id, name, state, hookUrl, previousUntil, viewerCan } = connection;
  const { may } = useViewer();
  const [dialog, setDialog] = useState<'rotate' | 'delete' | null>(null);
  const turn = useVerb(ConnectionRow_switch);
  const remove = useVerb(ConnectionRow_delete, ['ConnectionsSection']);
  const say = useToast();
  const isOn = state === 'ON';

  const handleSwitch = async () => {
    if (await turn.run({ input: { id, state: isOn ? 'OFF' : 'ON' } })) say(isOn ? `${name} may call in no more.` : `${name} may call in.`);
  };
  const handleDelete = async () => {
    if (!(await remove.run({ input: { id } }))) return;
    say(`The connection ${name} is deleted.`);
    setDialog(null);
  };

  return (
    <Row
      title={name}
      tags={
        <>
          <Tag tone={isOn ? 'good' : 'warn'}>{isOn ? 'On' : 'Off'}</Tag>
          {previousUntil && <Tag tone="accent">Two secrets until {exact(new Date(previousUntil))}</Tag>}
        </>
      }
      detail={providerName(connection.provider)}
      facts={may('delivery.read') && <TextLink to={`/settings/deliveries?connection=${id}`}>Deliveries</TextLink>}
      note={
        <>
          {turn.refusal && <RefusalNotice refusal={turn.refusal} takesFocus />}
          <CopyLine label={`Address ${name} calls`} value={hookUrl} />
        </>
      }
      action={
        <>
          <RowMenu
            label={`Actions for the connection ${name}`}
            verbs={[
              viewerCan.includes('rotateSecret') && { label: 'Rotate secret', onChoose: () => setDialog('rotate') },
              viewerCan.includes('switch') && { label: isOn ? 'Switch off' : 'Switch on', onChoose: () => void handleSwitch() },
              viewerCan.includes('delete') && { label: 'Delete', isGrave: true, onChoose: () => setDialog('delete') },
            ]}
          />
          {dialog === 'rotate' && <RotateDialog connection={connection} onClose={() => setDialog(null)} />}
          {dialog === 'delete' && (
            <ConfirmDialog
              title={`Delete the connection ${name}?`}
              words="The provider is refused from now on, and everything it delivered is deleted with the connection. What followed from it stays."
              verb="Delete"
              busy={remove.busy}
              refusal={remove.refusal}
              onConfirm={() => void handleDelete()}
              onClose={() => setDialog(null)}
            />
          )}
        </>
      }
    />
  );
}
