import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, filled, mailAddress } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';

const MailboxDialog_mailbox = graphql(`
  fragment MailboxDialog_mailbox on Mailbox {
    id
    name
  }
`);
const MailboxDialog_create = graphql(`
  mutation MailboxDialog_create($input: MailboxCreateInput!) {
    mailboxCreate(input: $input) {
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
const MailboxDialog_rename = graphql(`
  mutation MailboxDialog_rename($input: MailboxRenameInput!) {
    mailboxRename(input: $input) {
      mailbox {
        id
        name
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface MailboxDialogProps {
  /** The mailbox to rename; a new one unless given. */
  readonly mailbox?: FragmentType<typeof MailboxDialog_mailbox>;
  readonly onMade?: (id: string) => void;
  readonly onClose: () => void;
}

/** Connects a mailbox, or renames one. */
export function MailboxDialog({ onMade, onClose, ...props }: MailboxDialogProps) {
  const mailbox = read(MailboxDialog_mailbox, props.mailbox);
  const create = useVerb(MailboxDialog_create, ['MailboxesSection']);
  const rename = useVerb(MailboxDialog_rename, ['MailboxesSection']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const form = useForm({ name: filled('Name the mailbox.'), address: mailbox ? anything : mailAddress }, async values => {
    const name = values.name.trim();
    if (mailbox) {
      await rename.ask({ input: { id: mailbox.id, name, idempotencyKey: keyFor({ name }) } });
      say(`The mailbox is called ${name} now.`);
    } else {
      const input = { name, address: values.address.trim() };
      const { mailboxCreate } = await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
      say(`The mailbox ${name} is made. Forward its mail here.`);
      if (mailboxCreate?.mailbox) onMade?.(mailboxCreate.mailbox.id);
    }
    onClose();
  });

  return (
    <Dialog onClose={onClose} title={mailbox ? `Rename the mailbox ${mailbox.name}` : 'Connect a mailbox'}>
      <Form form={form} verb={mailbox ? 'Rename' : 'Connect'}>
        <TextInput {...form.field('name')} label="Name" defaultValue={mailbox?.name} placeholder="Support" maxLength={60} autoComplete="off" data-autofocus />
        {!mailbox && (
          <TextInput
            {...form.field('address')}
            {...{ label: 'Address', type: 'email', placeholder: 'support@company.example', autoComplete: 'off' }}
            description="What your customers write to. It stays where it is: you forward its mail here."
          />
        )}
      </Form>
    </Dialog>
  );
}
