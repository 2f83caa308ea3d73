import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { resendVerification } from '../../auth.js';
import { mailAddress } from '../../checks.js';
import { Form } from '../../parts/Form.js';
import { Notice } from '../../parts/Notice.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { TextLink } from '../../parts/TextLink.js';
import { useForm } from '../../parts/useForm.js';
import { ResendButton } from './ResendButton.js';

/** After a sign-up: where to look for the link. Opened by itself: a way to have it sent again. */
export function CheckMail() {
  const { email } = (useLocation().state ?? {}) as { email?: string };
  const [isSent, setIsSent] = useState(false);
  const form = useForm({ email: mailAddress }, async values => {
    await resendVerification(values.email.trim());
    setIsSent(true);
  });
  const aside = <TextLink to="/sign-in">Back to sign in</TextLink>;

  if (email) {
    return (
      <SplitPage
        title="Check your mail"
        lead={
          <>
            We sent a link to <strong>{email}</strong>. Open it to confirm that the address is yours.
          </>
        }
        aside={aside}
      >
        <div>
          <ResendButton email={email} label="Send it again" />
        </div>
      </SplitPage>
    );
  }
  return (
    <SplitPage title="Get a new link" lead="Tell us your address, and we send the confirmation again." aside={aside}>
      {isSent ? (
        <Notice tone="good">If an account waits for this address, a new link is on its way.</Notice>
      ) : (
        <Form form={form} verb="Send link">
          <TextInput {...form.field('email')} label="Email" type="email" autoComplete="email" />
        </Form>
      )}
    </SplitPage>
  );
}
