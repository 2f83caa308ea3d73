import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { changesOf } from '../../changes.js';
import { anything, type Check, filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { majorUnits, minorUnits } from '../../money.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { Refused } from '../../refusal.js';
import { useVerb } from '../../useVerb.js';

const VariantDialog_variant = graphql(`
  fragment VariantDialog_variant on Variant {
    id
    sku
    title
    price
    currency
    packSize
  }
`);
const VariantDialog_create = graphql(`
  mutation VariantDialog_create($input: VariantCreateInput!) {
    variantCreate(input: $input) {
      variant {
        id
        ...VariantsTable_variant
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const VariantDialog_update = graphql(`
  mutation VariantDialog_update($input: VariantUpdateInput!) {
    variantUpdate(input: $input) {
      variant {
        id
        ...VariantsTable_variant
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

const isCount: Check = value => (/^[1-9]\d{0,8}$/.test(value.trim()) ? null : 'Say how many are in one pack.');
const isCurrency: Check = value => (/^[A-Za-z]{3}$/.test(value.trim()) ? null : 'Three letters, such as EUR.');

interface VariantDialogProps {
  /** The one to change; else a new one of `productId`. */
  readonly variant?: FragmentType<typeof VariantDialog_variant>;
  readonly productId?: string;
  readonly onClose: () => void;
}

/** Adds a variant to a product, or changes one. Its SKU stays: orders know it by that. Only what was changed here is sent. */
export function VariantDialog(props: VariantDialogProps) {
  const [known] = useState(read(VariantDialog_variant, props.variant));
  const create = useVerb(VariantDialog_create, ['ProductsTable']);
  const update = useVerb(VariantDialog_update);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const checks = { sku: known ? anything : filled('Give it the SKU orders know it by.'), title: filled('Say what it is.'), price: filled('Enter a price, such as 12.50.'), currency: isCurrency, packSize: isCount };
  const form = useForm(checks, async ({ sku, title, price, currency, packSize }) => {
    const code = currency.trim().toUpperCase();
    const amount = minorUnits(price, code);
    if (amount === null) throw new Refused({ code: 'INVALID', field: 'price', message: `This is no price in ${code}. Write it like ${majorUnits(1250, code)}.` });
    const input = { title: title.trim(), price: amount, currency: code, packSize: Number(packSize) };
    const changes = known && changesOf(known, input);
    if (!changes) {
      const whole = { ...input, sku: sku.trim(), productId: props.productId ?? '' };
      await create.ask({ input: { ...whole, idempotencyKey: keyFor(whole) } });
      say(`${whole.sku} is added.`);
    } else if (Object.keys(changes).length > 0) {
      const isPriced = 'price' in changes || 'currency' in changes;
      const sent = { ...changes, ...(isPriced && { price: amount, currency: code }) }; // an amount is one of its currency
      await update.ask({ input: { ...sent, id: known.id, idempotencyKey: keyFor(sent) } });
      say(`${known.sku} is changed.`);
    }
    props.onClose();
  });
  return (
    <Dialog onClose={props.onClose} title={known ? `Edit ${known.sku}` : 'Add a variant'}>
      <Form form={form} verb={known ? 'Save' : 'Add variant'}>
        {!known && <TextInput {...form.field('sku')} label="SKU" maxLength={60} autoComplete="off" data-autofocus />}
        <TextInput {...form.field('title')} label="Title" defaultValue={known?.title} maxLength={200} autoComplete="off" data-autofocus={Boolean(known)} />
        <TextInput
          {...form.field('price')}
          label="Price"
          defaultValue={known ? majorUnits(known.price, known.currency) : ''}
          inputMode="decimal"
          maxLength={15}
          autoComplete="off"
        />
        <TextInput {...form.field('currency')} label="Currency" defaultValue={known?.currency ?? 'EUR'} maxLength={3} autoComplete="off" />
        <TextInput {...form.field('packSize')} label="In one pack" defaultValue={String(known?.packSize ?? 1)} inputMode="numeric" maxLength={9} autoComplete="off" />
      </Form>
    </Dialog>
  );
}
