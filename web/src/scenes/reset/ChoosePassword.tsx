import { useNavigate } from 'react-router';
import { resetPassword } from '../../auth.js';
import { newPassword } from '../../checks.js';
import { Form } from '../../parts/Form.js';
import { NewPasswordField } from '../../parts/PasswordField.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { TextLink } from '../../parts/TextLink.js';
import { useForm } from '../../parts/useForm.js';
import { useSession } from '../../session.js';

/** Sets the new password. All sessions end with it, this browser's too. */
export function ChoosePassword({ token }: { token: string }) {
  const { refresh } = useSession();
  const navigate = useNavigate();
  const form = useForm({ password: newPassword }, async ({ password }) => {
    await resetPassword(token, password);
    await refresh();
    await navigate('/sign-in', { replace: true, state: { news: 'Your password is changed. Sign in with the new one.' } });
  });
  return (
    <SplitPage title="Choose a new password" lead="You will be signed out everywhere, and sign in again with the new one.">
      <Form
        form={form}
        verb="Set password"
        remedy={form.refusal?.code === 'TOKEN_INVALID' && <TextLink to="/reset">Ask for a new link</TextLink>}
      >
        <NewPasswordField {...form.field('password')} label="New password" />
      </Form>
    </SplitPage>
  );
}
