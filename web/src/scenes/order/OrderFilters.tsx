import { Button, TextInput } from '@mantine/core';
import type { OrderFilter } from '../../gql/graphql.js';
import { Choice } from '../../parts/Choice.js';
import { DayField } from '../../parts/DayField.js';
import { dayAt, oneOf, useFilters } from '../../useFilters.js';
import { states, stateWords } from './orderWords.js';

const keys = ['text', 'state', 'channel', 'from', 'until', 'zone', 'customer'] as const;
const stateOptions = [{ value: '', label: 'Any state' }, ...states.map(value => ({ value, label: stateWords[value].label }))];

/** What narrows the orders, as the address has it, its days those of the zone it names. A number alone is the number of one. */
export function useOrderFilter(): { filter: OrderFilter; isAny: boolean; clear: () => void } {
  const { values, isAny, clear } = useFilters(...keys);
  const state = oneOf(states, values.state);
  const [from, before] = [dayAt(values.from, 0, values.zone), dayAt(values.until, 1, values.zone)];
  const number = /^#?(\d{1,9})$/.exec(values.text)?.[1];
  const filter: OrderFilter = {
    ...(number ? { number: Number(number) } : values.text && { search: values.text.slice(0, 100) }),
    ...(state && { state }),
    ...(values.channel && { channel: values.channel }),
    ...(values.customer && { customerId: values.customer }),
    ...(from && { placedFrom: from }),
    ...(before && { placedBefore: before }),
  };
  return { filter, isAny, clear };
}

/** Controls that narrow the orders. */
export function OrderFilters() {
  const { values, set, isAny, clear } = useFilters(...keys);
  return (
    <>
      <Choice label="State" options={stateOptions} value={values.state} onChoose={state => set('state', state)} />
      <TextInput
        size="sm"
        aria-label="Channel"
        placeholder="Channel"
        key={`channel ${values.channel}`}
        defaultValue={values.channel}
        maxLength={60}
        w={110}
        onBlur={event => event.currentTarget.value.trim() !== values.channel && set('channel', event.currentTarget.value.trim())}
        onKeyDown={event => event.key === 'Enter' && set('channel', event.currentTarget.value.trim())}
      />
      <DayField label="Placed from" word="From" value={values.from} onChoose={day => set('from', day)} />
      <DayField label="Placed until" word="until" value={values.until} zone={values.zone} onChoose={day => set('until', day)} />
      {isAny && (
        <Button variant="subtle" onClick={clear}>
          Clear filter
        </Button>
      )}
    </>
  );
}
