import { TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { acceptInvitation, type InvitationSeen, type SignedIn } from '../../auth.js';
import { anything, filled, newPassword } from '../../checks.js';
import { chooseOrganization } from '../../organization.js';
import { Form } from '../../parts/Form.js';
import { Notice } from '../../parts/Notice.js';
import { NewPasswordField, PasswordField } from '../../parts/PasswordField.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { useForm } from '../../parts/useForm.js';
import { useSession } from '../../session.js';
import { LeaveButton } from '../sign-in/AlreadySignedIn.js';

interface AcceptInvitationProps {
  readonly token: string;
  readonly invitation: InvitationSeen;
  readonly session: SignedIn | null;
}

/** Joins: as the person already signed in, with the password of an account, or as someone new. */
export function AcceptInvitation({ token, invitation, session }: AcceptInvitationProps) {
  const { refresh } = useSession();
  const navigate = useNavigate();
  const isInvited = session?.user.email.toLowerCase() === invitation.email.toLowerCase();
  const isNew = !invitation.hasAccount;
  const checks = {
    name: isNew ? filled('Enter your name.') : anything,
    password: isInvited ? anything : isNew ? newPassword : filled('Enter the password of your account.'),
  };
  const form = useForm(checks, async ({ name, password }) => {
    await acceptInvitation({ token, ...(isNew && { name: name.trim() }), ...(!isInvited && { password }) });
    chooseOrganization(null);
    await refresh();
    await navigate('/', { replace: true });
  });

  const title = `Join ${invitation.organization}`;
  const lead = (
    <>
      {invitation.inviter ?? 'Someone there'} invited <strong>{invitation.email}</strong> as <strong>{invitation.role}</strong>.
    </>
  );
  if (session && !isInvited && !form.busy) {
    return (
      <SplitPage title={title} lead={lead}>
        <Notice>
          You are signed in as {session.user.email}. This invitation is for another address; sign out to accept it.
        </Notice>
        <LeaveButton label="Sign out" />
      </SplitPage>
    );
  }
  return (
    <SplitPage title={title} lead={lead}>
      <Form form={form} verb={title}>
        {isNew && <TextInput {...form.field('name')} label="Your name" autoComplete="name" maxLength={100} />}
        {isNew && <NewPasswordField {...form.field('password')} />}
        {!isNew && !isInvited && <PasswordField {...form.field('password')} description="The password of your Deskgraph account." />}
      </Form>
    </SplitPage>
  );
}
