import { useApolloClient } from '@apollo/client/react';
import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { anything, filled } from '../../checks.js';
import { useViewer } from '../../desk/viewer.js';
import type { CustomerUpdateInput } from '../../gql/graphql.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import { CompanyField } from './CompanyField.js';
import { fieldWords } from './customerWords.js';

const EditCustomer_customer = graphql(`
  fragment EditCustomer_customer on Customer {
    id
    version
    name
    kind
    language
    timeZone
    note
    company {
      id
      name
    }
  }
`);
const EditCustomer_update = graphql(`
  mutation EditCustomer_update($input: CustomerUpdateInput!) {
    customerUpdate(input: $input) {
      customer {
        id
        ...CustomerScene_customer
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const EditCustomer_now = graphql(`
  query EditCustomer_now($id: ID!) {
    customer(id: $id) {
      id
      ...EditCustomer_customer
    }
  }
`);

type Texts = Record<'name' | 'kind' | 'companyId' | 'language' | 'timeZone' | 'note', string>;

interface EditCustomerProps {
  readonly customer: FragmentType<typeof EditCustomer_customer>;
  readonly onDone: () => void;
}

/** Changes what is known of a customer. Only what was changed here is sent; what somebody else changed meanwhile is told, and stays. */
export function EditCustomer(props: EditCustomerProps) {
  const now = read(EditCustomer_customer, props.customer);
  const [base] = useState(now);
  const version = useRef(base.version);
  const form = useRef<HTMLDivElement>(null);
  const { may } = useViewer();
  const update = useVerb(EditCustomer_update);
  const client = useApolloClient();
  const say = useToast();
  const checks = { name: filled('Say what they are called.'), kind: anything, companyId: anything, language: anything, timeZone: anything, note: anything };
  const asked = useForm(checks, async values => {
    const input = changesOf(textsOf(base), values);
    if (Object.keys(input).length > 0) {
      await update.ask({ input: { ...input, id: base.id, version: version.current } }).catch(async (error: unknown) => {
        await client.query({ query: EditCustomer_now, variables: { id: base.id }, fetchPolicy: 'network-only' }); // what is there now, to be told
        throw error;
      });
      say(`${values.name.trim()} is changed.`);
    }
    props.onDone();
  });
  const theirs = (Object.keys(textsOf(base)) as (keyof Texts)[]).filter(field => textsOf(base)[field] !== textsOf(now)[field]);
  const shown: Texts = { ...textsOf(now), companyId: now.company?.name ?? '' };
  const saveOver = () => {
    version.current = now.version;
    form.current?.querySelector('form')?.requestSubmit();
  };

  const remedy = asked.refusal?.code === 'CONFLICT' && theirs.length > 0 && (
    <>
      <ul style={{ margin: '0 0 8px', paddingInlineStart: 18 }}>
        {theirs.map(field => (
          <li key={field}>
            {fieldWords[field === 'companyId' ? 'company' : field]} is now {shown[field] ? `“${shown[field]}”` : 'empty'}.
          </li>
        ))}
      </ul>
      <Group gap={8}>
        <Button size="compact-sm" variant="default" onClick={props.onDone}>
          Take what is there now
        </Button>
        <Button size="compact-sm" onClick={saveOver}>
          Save my changes over it
        </Button>
      </Group>
    </>
  );
  return (
    <div ref={form}>
      <Form form={asked} verb="Save" remedy={remedy}>
        <TextInput {...asked.field('name')} label="Name" defaultValue={base.name} maxLength={200} autoComplete="off" autoFocus />
        <NativeSelect {...asked.field('kind')} label="Kind" defaultValue={base.kind} data={kinds} />
        {may('company.read') && <CompanyField name="companyId" error={asked.field('companyId').error} chosen={base.company} />}
        <TextInput {...asked.field('language')} label="Language" placeholder="de or pt-BR" defaultValue={base.language ?? ''} maxLength={35} autoComplete="off" />
        <TextInput
          {...asked.field('timeZone')}
          label="Time zone"
          placeholder="Europe/Vienna"
          defaultValue={base.timeZone ?? ''}
          maxLength={60}
          list="time-zones"
          autoComplete="off"
        />
        <datalist id="time-zones">
          {Intl.supportedValuesOf('timeZone').map(zone => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Textarea size="md" {...asked.field('note')} label="Note" defaultValue={base.note ?? ''} maxLength={10_000} autosize minRows={2} maxRows={12} />
      </Form>
    </div>
  );
}

const kinds = [
  { value: 'PERSON', label: 'A person' },
  { value: 'ORGANIZATION', label: 'An organization' },
];

function textsOf({ name, kind, company, language, timeZone, note }: EditCustomerTexts): Texts {
  return { name, kind, companyId: company?.id ?? '', language: language ?? '', timeZone: timeZone ?? '', note: note ?? '' };
}

interface EditCustomerTexts {
  readonly name: string;
  readonly kind: 'PERSON' | 'ORGANIZATION';
  readonly company?: { readonly id: string } | null;
  readonly language?: string | null;
  readonly timeZone?: string | null;
  readonly note?: string | null;
}

function changesOf(base: Texts, values: Texts): Omit<CustomerUpdateInput, 'id' | 'version'> {
  const changed = (Object.keys(base) as (keyof Texts)[]).filter(field => values[field].trim() !== base[field]);
  return Object.fromEntries(changed.map(field => [field, values[field].trim() || null]));
}
