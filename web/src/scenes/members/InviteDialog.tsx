import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { filled, mailAddress } from '../../checks.js';
import { graphql } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { RoleSelect } from './RoleSelect.js';

const InviteDialog_invite = graphql(`
  mutation InviteDialog_invite($input: MemberInviteInput!) {
    memberInvite(input: $input) {
      invitation {
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

/** Invites one person by mail, in one role. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useVerb(InviteDialog_invite, ['Invitations']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const form = useForm({ email: mailAddress, roleId: filled('Choose a role.') }, async values => {
    const input = { email: values.email.trim(), roleId: values.roleId };
    await invite.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    say(`The invitation for ${input.email} is on its way.`);
    onClose();
  });
  return (
    <Dialog onClose={onClose} title="Invite someone">
      <Form form={form} verb="Send invitation">
        <TextInput {...form.field('email')} label="Email" type="email" autoComplete="off" data-autofocus />
        <RoleSelect {...form.field('roleId')} />
      </Form>
    </Dialog>
  );
}
