import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';

const CompanyDialog_company = graphql(`
  fragment CompanyDialog_company on Company {
    id
    name
    domains
    version
  }
`);
const CompanyDialog_create = graphql(`
  mutation CompanyDialog_create($input: CompanyCreateInput!) {
    companyCreate(input: $input) {
      company {
        id
        ...CompaniesTable_company
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const CompanyDialog_update = graphql(`
  mutation CompanyDialog_update($input: CompanyUpdateInput!) {
    companyUpdate(input: $input) {
      company {
        id
        ...CompaniesTable_company
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface CompanyDialogProps {
  /** The one to change; a new one unless given. */
  readonly company?: FragmentType<typeof CompanyDialog_company>;
  readonly onClose: () => void;
}

/** Adds a company, or changes one. */
export function CompanyDialog(props: CompanyDialogProps) {
  const known = read(CompanyDialog_company, props.company);
  const [version] = useState(known?.version ?? 0); // of what was read here, not of what came since
  const [keyFor] = useState(() => attempts());
  const create = useVerb(CompanyDialog_create, ['CompaniesTable']);
  const update = useVerb(CompanyDialog_update);
  const say = useToast();
  const form = useForm({ name: filled('Name the company.'), domains: anything }, async values => {
    const input = { name: values.name.trim(), domains: values.domains.split(/[\s,;]+/).filter(Boolean) };
    if (known) await update.ask({ input: { ...input, id: known.id, version } });
    else await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    say(known ? `${input.name} is changed.` : `${input.name} is added.`);
    props.onClose();
  });
  return (
    <Dialog onClose={props.onClose} title={known ? `Edit ${known.name}` : 'Add a company'}>
      <Form form={form} verb={known ? 'Save' : 'Add company'}>
        <TextInput {...form.field('name')} label="Name" defaultValue={known?.name} maxLength={200} autoComplete="off" data-autofocus />
        <Textarea size="md"
          {...form.field('domains')}
          label="Domains"
          description="One a line. Who writes from one of them belongs to the company."
          placeholder="example.com"
          defaultValue={known?.domains.join('\n')}
          autosize
          minRows={2}
          maxRows={8}
        />
      </Form>
    </Dialog>
  );
}
