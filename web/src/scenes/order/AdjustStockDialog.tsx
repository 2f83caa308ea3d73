import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { type Check, filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';

const AdjustStockDialog_variant = graphql(`
  fragment AdjustStockDialog_variant on Variant {
    id
    sku
    stock {
      id
      location
      onHand
      reserved
    }
  }
`);
const AdjustStockDialog_adjust = graphql(`
  mutation AdjustStockDialog_adjust($input: StockAdjustInput!) {
    stockAdjust(input: $input) {
      stockLevel {
        id
        onHand
        reserved
        available
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

const isChange: Check = value => (/^[+-]?\d{1,9}$/.test(value.trim()) && Number(value) !== 0 ? null : 'Say how many more or fewer, such as 12 or -3.');

interface AdjustStockDialogProps {
  readonly variant: FragmentType<typeof AdjustStockDialog_variant>;
  readonly onClose: () => void;
}

/** Corrects how much of a variant there is, with the reason. */
export function AdjustStockDialog(props: AdjustStockDialogProps) {
  const { id, sku, stock } = read(AdjustStockDialog_variant, props.variant);
  const adjust = useVerb(AdjustStockDialog_adjust, ['ProductsTable']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const checks = { delta: isChange, location: filled('Say where it lies.'), reason: filled('Say why: somebody will ask.') };
  const form = useForm(checks, async ({ delta, location, reason }) => {
    const input = { variantId: id, delta: Number(delta), location: location.trim(), reason: reason.trim() };
    const { stockAdjust } = await adjust.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
    say(`There are ${stockAdjust?.stockLevel?.onHand ?? 'some'} of ${sku} at ${input.location} now.`);
    props.onClose();
  });
  const first = stock?.[0];
  const there = stock?.map(level => `${level.location}: ${level.onHand} on hand, ${level.reserved} held`).join('; ');
  return (
    <Dialog onClose={props.onClose} title={`Adjust the stock of ${sku}`}>
      <Form form={form} verb="Adjust stock">
        <TextInput
          {...form.field('delta')}
          label="Change"
          description={there || 'There is none anywhere yet.'}
          placeholder="12 or -3"
          inputMode="text"
          maxLength={10}
          autoComplete="off"
          data-autofocus
        />
        <TextInput {...form.field('location')} label="Location" defaultValue={first?.location ?? 'MAIN'} maxLength={60} autoComplete="off" />
        <TextInput {...form.field('reason')} label="Reason" placeholder="Counted on Friday" maxLength={200} autoComplete="off" />
      </Form>
    </Dialog>
  );
}
