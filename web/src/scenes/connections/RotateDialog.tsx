import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { anything } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { SecretMade } from './SecretMade.js';

const RotateDialog_connection = graphql(`
  fragment RotateDialog_connection on Connection {
    id
    name
    hookUrl
  }
`);
const RotateDialog_rotate = graphql(`
  mutation RotateDialog_rotate($input: ConnectionRotateSecretInput!) {
    connectionRotateSecret(input: $input) {
      connection {
        id
        ...ConnectionRow_connection
      }
      secret
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface RotateDialogProps {
  readonly connection: FragmentType<typeof RotateDialog_connection>;
  readonly onClose: () => void;
}

/** Gives a connection a new secret; the one before opens for a day more, so that no call is lost meanwhile. */
export function RotateDialog({ onClose, ...props }: RotateDialogProps) {
  const { id, name, hookUrl } = read(RotateDialog_connection, props.connection);
  const rotate = useVerb(RotateDialog_rotate);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm({ secret: anything }, async values => {
    const given = values.secret.trim() || null;
    const { connectionRotateSecret } = await rotate.ask({ input: { id, secret: given } });
    setSecret(connectionRotateSecret?.secret ?? null);
  });
  return (
    <Dialog onClose={onClose} title={secret === null ? `A new secret for ${name}` : 'The new secret'} isKept={form.busy || secret !== null}>
      {secret === null ? (
        <Form form={form} verb="Rotate secret">
          <p style={{ margin: 0 }}>Both secrets open for one day: change it at the provider meanwhile, and no call is lost. Then only the new one does.</p>
          <TextInput
            {...form.field('secret')}
            {...{ label: 'Signing secret', type: 'password', maxLength: 200, autoComplete: 'off' }}
            description="Where the provider made one, 32 characters or more. Leave it empty and one is made here."
          />
        </Form>
      ) : (
        <SecretMade hookUrl={hookUrl} secret={secret} words="The one before opens for a day more." onClose={onClose} />
      )}
    </Dialog>
  );
}
