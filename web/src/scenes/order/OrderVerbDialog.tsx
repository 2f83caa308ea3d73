import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, type Check } from '../../checks.js';
import type { OrderPayInput } from '../../gql/graphql.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { majorUnits, minorUnits, money } from '../../money.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';
import type { OrderVerb } from './orderVerbs.js';

const OrderVerbDialog_order = graphql(`
  fragment OrderVerbDialog_order on Order {
    id
    number
    total
    paid
    currency
  }
`);

interface OrderVerbDialogProps {
  readonly order: FragmentType<typeof OrderVerbDialog_order>;
  readonly verb: OrderVerb;
  readonly onClose: () => void;
}

/** Says what a step does, asks why, and takes it. */
export function OrderVerbDialog({ verb, onClose, ...props }: OrderVerbDialogProps) {
  const { id, number, total, paid, currency } = read(OrderVerbDialog_order, props.order);
  const { label, words, done, takesAmount = false, isGrave = false } = verb;
  const act = useVerb(verb.document);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const isAmount: Check = typed => (minorUnits(typed, currency) === null ? `Enter an amount in ${currency}, such as ${majorUnits(total, currency)}.` : null);
  const form = useForm({ amount: takesAmount ? isAmount : anything, reason: anything }, async values => {
    const amount = minorUnits(values.amount, currency) ?? 0;
    const input = { id, ...(values.reason.trim() && { reason: values.reason.trim() }), ...(takesAmount && { amount }) };
    await act.ask({ input: { ...input, idempotencyKey: keyFor(input) } as OrderPayInput });
    say(`Order ${number}: ${done}`);
    onClose();
  });
  return (
    <Dialog onClose={onClose} title={`${label}: order ${number}`}>
      <p style={{ margin: '0 0 18px' }}>{words}</p>
      <Form form={form} verb={label}>
        {takesAmount && (
          <TextInput
            {...form.field('amount')}
            label={`Paid in all, ${currency}`}
            description={`The order comes to ${money(total, currency)}.`}
            defaultValue={majorUnits(Math.max(total, paid), currency)}
            inputMode="decimal"
            autoComplete="off"
            data-autofocus
          />
        )}
        <Textarea size="md"
          {...form.field('reason')}
          label="Reason"
          description={isGrave ? 'Stands in the history; say it for who looks next.' : 'Stands in the history. May be left out.'}
          maxLength={200}
          autosize
          minRows={2}
          maxRows={5}
          data-autofocus={!takesAmount}
        />
      </Form>
    </Dialog>
  );
}
