import { Button } from '@mantine/core';
import type { CustomerFilter } from '../../gql/graphql.js';
import { Choice } from '../../parts/Choice.js';
import { DayField } from '../../parts/DayField.js';
import { dayAt, oneOf, useFilters } from '../../useFilters.js';

const kinds = ['MAIL', 'PHONE', 'EXTERNAL'] as const;
const contacts = [
  { value: '', label: 'Any contact' },
  { value: 'MAIL', label: 'With email' },
  { value: 'PHONE', label: 'With telephone' },
  { value: 'EXTERNAL', label: 'With an outside id' },
];

/** What narrows the customers, as the address has it. */
export function useCustomerFilter(): { filter: CustomerFilter; isAny: boolean; clear: () => void } {
  const { values, isAny, clear } = useFilters('text', 'contact', 'company', 'since');
  const contact = oneOf(kinds, values.contact);
  const since = dayAt(values.since);
  const filter: CustomerFilter = {
    ...(values.text && { text: values.text.slice(0, 100) }),
    ...(contact && { hasIdentity: contact }),
    ...(values.company && { companyId: values.company }),
    ...(since && { createdFrom: since }),
  };
  return { filter, isAny, clear };
}

/** Controls that narrow the customers. */
export function CustomerFilters() {
  const { values, set, isAny, clear } = useFilters('text', 'contact', 'company', 'since');
  return (
    <>
      <Choice label="Contact" options={contacts} value={values.contact} onChoose={contact => set('contact', contact)} />
      <DayField label="Added since" word="Since" value={values.since} onChoose={day => set('since', day)} />
      {isAny && (
        <Button variant="subtle" onClick={clear}>
          Clear filter
        </Button>
      )}
    </>
  );
}
