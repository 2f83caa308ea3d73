import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, filled } from '../../checks.js';
import { graphql } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { Notice } from '../../parts/Notice.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { providers } from './providers.js';
import { SecretMade } from './SecretMade.js';

const ConnectDialog_create = graphql(`
  mutation ConnectDialog_create($input: ConnectionCreateInput!) {
    connectionCreate(input: $input) {
      connection {
        id
        hookUrl
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

/** Connects a provider, and shows its secret this once. The secret lives in this dialog only, never in the cache. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const create = useVerb(ConnectDialog_create, ['ConnectionsSection']);
  const [keyFor] = useState(() => attempts());
  const [made, setMade] = useState<{ hookUrl: string; secret: string | null } | null>(null);
  const form = useForm({ name: filled('Name the connection.'), provider: anything, secret: anything }, async values => {
    const input = { name: values.name.trim(), provider: values.provider, secret: values.secret.trim() || null };
    const { connectionCreate } = await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    if (connectionCreate?.connection) setMade({ hookUrl: connectionCreate.connection.hookUrl, secret: connectionCreate.secret });
  });

  return (
    <Dialog onClose={onClose} title={made ? 'Connected' : 'Connect a provider'} isKept={form.busy || (made !== null && made.secret !== null)}>
      {made === null && (
        <Form form={form} verb="Connect">
          <NativeSelect {...form.field('provider')} label="Provider" data={[...providers]} />
          <TextInput {...form.field('name')} label="Name" placeholder="Switchboard Hamburg" maxLength={60} autoComplete="off" data-autofocus />
          <TextInput
            {...form.field('secret')}
            {...{ label: 'Signing secret', type: 'password', maxLength: 200, autoComplete: 'off' }}
            description="Where the provider made one, 32 characters or more. Leave it empty and one is made here."
          />
        </Form>
      )}
      {made !== null && made.secret !== null && <SecretMade hookUrl={made.hookUrl} secret={made.secret} onClose={onClose} />}
      {made !== null && made.secret === null && <Notice>This connection was made before, and its secret was shown then. Rotate it for another.</Notice>}
    </Dialog>
  );
}
