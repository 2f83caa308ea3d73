import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { requestReset } from '../../auth.js';
import { mailAddress } from '../../checks.js';
import { Form } from '../../parts/Form.js';
import { Notice } from '../../parts/Notice.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { TextLink } from '../../parts/TextLink.js';
import { useForm } from '../../parts/useForm.js';

/** Asks for a link to choose a new password. */
export function RequestReset() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ email: mailAddress }, async ({ email }) => {
    await requestReset(email.trim());
    setSentTo(email.trim());
  });
  return (
    <SplitPage
      title="Reset your password"
      lead="We send you a link to choose a new one. It works once, for 30 minutes."
      aside={<TextLink to="/sign-in">Back to sign in</TextLink>}
    >
      {sentTo ? (
        <Notice tone="good">
          If <strong>{sentTo}</strong> has an account, a link is on its way. Look into the spam folder too.
        </Notice>
      ) : (
        <Form form={form} verb="Send link">
          <TextInput {...form.field('email')} label="Email" type="email" autoComplete="username" />
        </Form>
      )}
    </SplitPage>
  );
}
