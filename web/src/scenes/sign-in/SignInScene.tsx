import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { signIn } from '../../auth.js';
import { filled, mailAddress } from '../../checks.js';
import { isOtherDocument, safeNext } from '../../next.js';
import { Form } from '../../parts/Form.js';
import { Notice } from '../../parts/Notice.js';
import { PasswordField } from '../../parts/PasswordField.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { TextLink } from '../../parts/TextLink.js';
import { useForm } from '../../parts/useForm.js';
import { useSession } from '../../session.js';
import { ResendButton } from '../verify/ResendButton.js';
import { AlreadySignedIn } from './AlreadySignedIn.js';

const checks = { email: mailAddress, password: filled('Enter your password.') };

/** Opens a session, then goes where the person was heading. */
export function SignInScene() {
  const [search] = useSearchParams();
  const next = safeNext(search.get('next'));
  const arrived = (useLocation().state ?? {}) as { email?: string; news?: string };
  const { now, refresh } = useSession();
  const navigate = useNavigate();
  const [email, setEmail] = useState(arrived.email ?? '');
  const [isLeaving, setIsLeaving] = useState(false);

  const form = useForm(checks, async values => {
    setEmail(values.email.trim());
    await signIn(values.email.trim(), values.password);
    setIsLeaving(true);
    if (isOtherDocument(next)) return window.location.assign(next);
    await refresh();
    await navigate(next, { replace: true });
  });

  const session = now.state === 'known' ? now.answer.session : null;
  if (session && !form.busy && !isLeaving) return <AlreadySignedIn session={session} next={next} />;
  return (
    <SplitPage
      title="Sign in"
      lead={next === '/' ? 'Good to have you back.' : 'Sign in, and we take you to where you were heading.'}
      aside={
        <>
          New here? <TextLink to="/sign-up">Create an organization</TextLink>
        </>
      }
    >
      {arrived.news && <Notice tone="good">{arrived.news}</Notice>}
      <Form
        form={form}
        verb="Sign in"
        remedy={form.refusal?.code === 'EMAIL_NOT_VERIFIED' && <ResendButton email={email} label="Send the link again" />}
      >
        <TextInput {...form.field('email')} label="Email" type="email" autoComplete="username" defaultValue={arrived.email} />
        <PasswordField {...form.field('password')} />
      </Form>
      <p style={{ margin: 0 }}>
        <TextLink to="/reset">Forgot your password?</TextLink>
      </p>
      {now.state === 'unknown' && (
        <Notice tone="bad">
          {now.refusal.message}{' '}
          <Button variant="default" size="compact-sm" onClick={() => void refresh()}>
            Try again
          </Button>
        </Notice>
      )}
    </SplitPage>
  );
}
