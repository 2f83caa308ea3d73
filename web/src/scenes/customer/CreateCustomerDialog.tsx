import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, filled } from '../../checks.js';
import { graphql } from '../../gql/index.js';
import { useViewer } from '../../desk/viewer.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { CompanyField } from './CompanyField.js';

const CreateCustomerDialog_create = graphql(`
  mutation CreateCustomerDialog_create($input: CustomerCreateInput!) {
    customerCreate(input: $input) {
      customer {
        id
        ...CustomersTable_customer
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface CreateCustomerDialogProps {
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

/** Adds a customer nobody has heard of yet. */
export function CreateCustomerDialog({ onMade, onClose }: CreateCustomerDialogProps) {
  const { may } = useViewer();
  const create = useVerb(CreateCustomerDialog_create, ['CustomersTable']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const checks = { name: filled('Say what they are called.'), kind: anything, companyId: anything, note: anything };
  const form = useForm(checks, async ({ name, kind, companyId, note }) => {
    const input = {
      name: name.trim(),
      kind: kind === 'ORGANIZATION' ? ('ORGANIZATION' as const) : ('PERSON' as const),
      ...(companyId && { companyId }),
      ...(note.trim() && { note: note.trim() }),
    };
    const { customerCreate } = await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    say(`${input.name} is added.`);
    onClose();
    if (customerCreate?.customer) onMade(customerCreate.customer.id);
  });
  return (
    <Dialog onClose={onClose} title="Add a customer">
      <Form form={form} verb="Add customer">
        <TextInput {...form.field('name')} label="Name" maxLength={200} autoComplete="off" data-autofocus />
        <NativeSelect
          {...form.field('kind')}
          label="Kind"
          data={[
            { value: 'PERSON', label: 'A person' },
            { value: 'ORGANIZATION', label: 'An organization' },
          ]}
        />
        {may('company.read') && <CompanyField name="companyId" error={form.field('companyId').error} />}
        <Textarea size="md" {...form.field('note')} label="Note" maxLength={10_000} autosize minRows={2} maxRows={8} />
      </Form>
    </Dialog>
  );
}
