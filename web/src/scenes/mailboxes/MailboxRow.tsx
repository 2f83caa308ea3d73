import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { Opener } from '../settings/list/Opener.js';
import { MailboxDialog } from './MailboxDialog.js';

const MailboxRow_mailbox = graphql(`
  fragment MailboxRow_mailbox on Mailbox {
    id
    name
    address
    state
    viewerCan
    ...MailboxDialog_mailbox
  }
`);
const MailboxRow_switch = graphql(`
  mutation MailboxRow_switch($input: MailboxSwitchInput!) {
    mailboxSwitch(input: $input) {
      mailbox {
        id
        ...MailboxRow_mailbox
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const MailboxRow_delete = graphql(`
  mutation MailboxRow_delete($input: MailboxDeleteInput!) {
    mailboxDelete(input: $input) {
      mailbox {
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

interface MailboxRowProps {
  readonly mailbox: FragmentType<typeof MailboxRow_mailbox>;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
}

/** One mailbox, and what the viewer may do to it. */
export function MailboxRow({ isChosen, onOpen, ...props }: MailboxRowProps) {
  const mailbox = read(MailboxRow_mailbox, props.mailbox);
  const { id, name, address, state, viewerCan } = mailbox;
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const turn = useVerb(MailboxRow_switch);
  const remove = useVerb(MailboxRow_delete, ['MailboxesSection']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const isOn = state === 'ON';

  const handleSwitch = async () => {
    const input = { id, state: isOn ? ('OFF' as const) : ('ON' as const) };
    if (await turn.run({ input: { ...input, idempotencyKey: keyFor(input) } })) say(isOn ? `${name} takes no more mail.` : `${name} takes mail.`);
  };
  const handleDelete = async () => {
    if (!(await remove.run({ input: { id, idempotencyKey: keyFor({ id }) } }))) return;
    say(`The mailbox ${name} is deleted.`);
    setDialog(null);
  };

  return (
    <Row
      title={<Opener isCurrent={isChosen} onOpen={onOpen}>{name}</Opener>}
      tags={<Tag tone={isOn ? 'good' : 'warn'}>{isOn ? 'On' : 'Off'}</Tag>}
      isFaded={!isOn}
      detail={address}
      note={turn.refusal && <RefusalNotice refusal={turn.refusal} takesFocus />}
      action={
        <>
          <RowMenu
            label={`Actions for the mailbox ${name}`}
            verbs={[
              viewerCan.includes('rename') && { label: 'Rename', onChoose: () => setDialog('rename') },
              viewerCan.includes('switch') && { label: isOn ? 'Switch off' : 'Switch on', onChoose: () => void handleSwitch() },
              viewerCan.includes('delete') && { label: 'Delete', isGrave: true, onChoose: () => setDialog('delete') },
            ]}
          />
          {dialog === 'rename' && <MailboxDialog mailbox={mailbox} onClose={() => setDialog(null)} />}
          {dialog === 'delete' && (
            <ConfirmDialog
              title={`Delete the mailbox ${name}?`}
              words="Mail that is forwarded here is refused from now on, and its forwarding address is never given again. Tickets and mails stay."
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
