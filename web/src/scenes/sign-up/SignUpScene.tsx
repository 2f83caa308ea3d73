import { TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { signUp } from '../../auth.js';
import { filled, mailAddress, newPassword } from '../../checks.js';
import { Form } from '../../parts/Form.js';
import { NewPasswordField } from '../../parts/PasswordField.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { TextLink } from '../../parts/TextLink.js';
import { useForm } from '../../parts/useForm.js';
import { useSession } from '../../session.js';
import { AlreadySignedIn } from '../sign-in/AlreadySignedIn.js';

const checks = {
  organization: filled('Name your organization.'),
  name: filled('Enter your name.'),
  email: mailAddress,
  password: newPassword,
};

/** Starts an organization with its first person, who then has to prove the address. */
export function SignUpScene() {
  const { now } = useSession();
  const navigate = useNavigate();
  const form = useForm(checks, async ({ organization, name, email, password }) => {
    await signUp({ organization: organization.trim(), name: name.trim(), email: email.trim(), password });
    await navigate('/verify', { state: { email: email.trim() } });
  });

  if (now.state === 'known' && now.answer.session) return <AlreadySignedIn session={now.answer.session} next="/" />;
  return (
    <SplitPage
      title="Create your organization"
      lead="A place for your team, its customers and everything between them. You become its owner."
      aside={
        <>
          Have an account? <TextLink to="/sign-in">Sign in</TextLink>
        </>
      }
    >
      <Form form={form} verb="Create organization">
        <TextInput
          {...form.field('organization')}
          label="Organization"
          autoComplete="organization"
          placeholder="Harbour Supply"
          maxLength={100}
        />
        <TextInput {...form.field('name')} label="Your name" autoComplete="name" maxLength={100} />
        <TextInput {...form.field('email')} label="Work email" type="email" autoComplete="email" maxLength={254} />
        <NewPasswordField {...form.field('password')} />
      </Form>
    </SplitPage>
  );
}
