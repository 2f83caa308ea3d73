import { useQuery } from '@apollo/client/react';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, filled } from '../../checks.js';
import { refusalOfAnswer } from '../../client.js';
import { graphql } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { useForm } from '../../parts/useForm.js';
import { Waiting } from '../../parts/Waiting.js';
import { Refused } from '../../refusal.js';
import { useVerb } from '../../useVerb.js';
import { KeyMade } from './KeyMade.js';
import { ScopesField } from './ScopesField.js';

const CreateKeyDialog_query = graphql(`
  query CreateKeyDialog {
    permissions {
      name
      description
      forKeys
    }
  }
`);
const CreateKeyDialog_create = graphql(`
  mutation CreateKeyDialog_create($input: ApiKeyCreateInput!) {
    apiKeyCreate(input: $input) {
      apiKey {
        id
        name
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

const day = 86_400_000;
const lives = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: '', label: 'Until revoked' },
];

interface CreateKeyDialogProps {
  /** What the viewer may do: a key may do no more. */
  readonly permissions: readonly string[];
  readonly onClose: () => void;
}

/** Makes a key, and shows its secret this once. The secret lives in this dialog only, never in the cache. */
export function CreateKeyDialog({ permissions, onClose }: CreateKeyDialogProps) {
  const { data, error } = useQuery(CreateKeyDialog_query);
  const rights = data?.permissions?.filter(({ name, forKeys }) => forKeys && permissions.includes(name));
  const create = useVerb(CreateKeyDialog_create, ['ApiKeysSection']);
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set());
  const [isScopeless, setIsScopeless] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [keyFor] = useState(() => attempts());
  const form = useForm({ name: filled('Name the key after the program that uses it.'), days: anything }, async ({ name, days }) => {
    setIsScopeless(scopes.size === 0);
    if (scopes.size === 0) throw new Refused({ code: 'INVALID', message: 'Give the key at least one right.' });
    const chosen = { name: name.trim(), scopes: [...scopes].sort(), days };
    const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * day).toISOString();
    const input = { name: chosen.name, scopes: chosen.scopes, expiresAt, idempotencyKey: keyFor(chosen) };
    setSecret((await create.ask({ input })).apiKeyCreate?.secret ?? null);
  });

  const title = secret === null ? 'Create an API key' : 'Your new key';
  return (
    <Dialog onClose={onClose} title={title} size="lg" isKept={form.busy || secret !== null}>
      {secret === null ? (
        <Form form={form} verb="Create key">
          <TextInput {...form.field('name')} label="Name" placeholder="Storefront sync" maxLength={60} autoComplete="off" data-autofocus />
          {rights && (
            <ScopesField rights={rights} chosen={scopes} isFaulty={isScopeless && scopes.size === 0} onChoose={setScopes} />
          )}
          {!rights && error && <RefusalNotice refusal={refusalOfAnswer(error)} />}
          {!rights && !error && <Waiting label="Loading rights" rows={6} height={36} />}
          <NativeSelect {...form.field('days')} label="Lives" data={lives} defaultValue="90" />
        </Form>
      ) : (
        <KeyMade secret={secret} onClose={onClose} />
      )}
    </Dialog>
  );
}
