import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, filled } from '../../checks.js';
import type { IdentityKind } from '../../gql/graphql.js';
import { graphql } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';

const AddIdentityDialog_add = graphql(`
  mutation AddIdentityDialog_add($input: IdentityAddInput!) {
    identityAdd(input: $input) {
      identity {
        id
        ...Identities_identity
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

const kinds: readonly { value: IdentityKind; label: string; placeholder: string }[] = [
  { value: 'MAIL', label: 'Email address', placeholder: 'somebody@example.com' },
  { value: 'PHONE', label: 'Telephone number', placeholder: '+49 30 1234567' },
  { value: 'EXTERNAL', label: 'Outside id', placeholder: 'shop:1234' },
];

/** Notes one more way to reach a customer. */
export function AddIdentityDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const [kind, setKind] = useState<IdentityKind>('MAIL');
  const add = useVerb(AddIdentityDialog_add, ['CustomerScene']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const form = useForm({ value: filled('Enter it as it is written.'), country: anything }, async ({ value, country }) => {
    const input = { customerId, kind, value: value.trim(), ...(country.trim() && { country: country.trim().toUpperCase() }) };
    await add.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    say(`${input.value} is added.`);
    onClose();
  });
  const chosen = kinds.find(({ value }) => value === kind);
  return (
    <Dialog onClose={onClose} title="Add a way to reach them">
      <Form form={form} verb="Add">
        <NativeSelect
          label="Kind"
          data={kinds.map(({ value, label }) => ({ value, label }))}
          value={kind}
          onChange={event => setKind(kinds.find(({ value }) => value === event.currentTarget.value)?.value ?? 'MAIL')}
        />
        <TextInput {...form.field('value')} label={chosen?.label} placeholder={chosen?.placeholder} maxLength={254} autoComplete="off" data-autofocus />
        {kind === 'PHONE' && (
          <TextInput
            {...form.field('country')}
            label="Country"
            description="Needed where the number does not begin with a plus sign."
            placeholder="DE"
            maxLength={2}
            autoComplete="off"
          />
        )}
      </Form>
    </Dialog>
  );
}
