import { Button, TextInput } from '@mantine/core';
import { useCallback } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { isSetupNeeded, setUp } from '../../auth.js';
import { filled, mailAddress, newPassword } from '../../checks.js';
import { Form } from '../../parts/Form.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { NewPasswordField } from '../../parts/PasswordField.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { useAnswer } from '../../parts/useAnswer.js';
import { useForm } from '../../parts/useForm.js';
import { Waiting } from '../../parts/Waiting.js';
import { useSession } from '../../session.js';

const checks = {
  token: filled('Enter the set-up token.'),
  organization: filled('Name your organization.'),
  name: filled('Enter your name.'),
  email: mailAddress,
  password: newPassword,
};

/** The first minute of a house: its first organization and owner, by whoever can read its start-up output. */
export function SetupScene() {
  const token = useSearchParams()[0].get('token') ?? '';
  const { now: needed, again } = useAnswer(useCallback(() => isSetupNeeded(), []));
  const { refresh } = useSession();
  const navigate = useNavigate();
  const form = useForm(checks, async values => {
    const [organization, name, email] = [values.organization.trim(), values.name.trim(), values.email.trim()];
    await setUp({ token: values.token.trim(), organization, name, email, password: values.password });
    await refresh();
    await navigate('/', { replace: true });
  });

  if (needed.state === 'known' && !needed.answer) {
    return (
      <SplitPage title="This house is set up" lead="It has its first organization. Sign in, or create another organization.">
        <Button component={Link} to="/sign-in" size="md" fullWidth>
          Sign in
        </Button>
        <Button component={Link} to="/sign-up" variant="default" size="md" fullWidth>
          Create an organization
        </Button>
      </SplitPage>
    );
  }
  return (
    <SplitPage title="Set up Deskgraph" lead="Nobody lives here yet. Name the first organization and become its owner.">
      {needed.state === 'asking' && <Waiting label="Loading" rows={4} height={42} />}
      {needed.state === 'unknown' && (
        <RefusalNotice refusal={needed.refusal}>
          <Button variant="default" size="compact-sm" onClick={again}>
            Try again
          </Button>
        </RefusalNotice>
      )}
      {needed.state === 'known' && (
        <Form form={form} verb="Set up">
          <TextInput
            {...form.field('token')}
            label="Set-up token"
            description="Printed when the house started."
            defaultValue={token}
            autoComplete="off"
            spellCheck={false}
          />
          <TextInput {...form.field('organization')} label="Organization" autoComplete="organization" maxLength={100} />
          <TextInput {...form.field('name')} label="Your name" autoComplete="name" maxLength={100} />
          <TextInput {...form.field('email')} label="Work email" type="email" autoComplete="email" maxLength={254} />
          <NewPasswordField {...form.field('password')} />
        </Form>
      )}
    </SplitPage>
  );
}
