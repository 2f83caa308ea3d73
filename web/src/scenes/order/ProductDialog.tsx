import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { changesOf } from '../../changes.js';
import { anything, filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { useVerb } from '../../useVerb.js';

const ProductDialog_product = graphql(`
  fragment ProductDialog_product on Product {
    id
    name
    description
    hazard
    safetySheetUrl
  }
`);
const ProductDialog_create = graphql(`
  mutation ProductDialog_create($input: ProductCreateInput!) {
    productCreate(input: $input) {
      product {
        id
        ...ProductsTable_product
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const ProductDialog_update = graphql(`
  mutation ProductDialog_update($input: ProductUpdateInput!) {
    productUpdate(input: $input) {
      product {
        id
        ...ProductsTable_product
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface ProductDialogProps {
  /** The one to change; a new one unless given. */
  readonly product?: FragmentType<typeof ProductDialog_product>;
  readonly onClose: () => void;
}

/** Adds a product, or changes one. Only what was changed here is sent: what somebody else changed meanwhile stays. */
export function ProductDialog(props: ProductDialogProps) {
  const [known] = useState(read(ProductDialog_product, props.product));
  const create = useVerb(ProductDialog_create, ['ProductsTable']);
  const update = useVerb(ProductDialog_update);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const checks = { name: filled('Name the product.'), description: anything, hazard: anything, safetySheetUrl: anything };
  const form = useForm(checks, async ({ name, description, hazard, safetySheetUrl }) => {
    const input = { name: name.trim(), description: description.trim(), hazard: hazard.trim() || null, safetySheetUrl: safetySheetUrl.trim() || null };
    const changes = known && changesOf(known, input);
    if (!changes) {
      await create.ask({ input: { ...input, idempotencyKey: keyFor(input) } });
      say(`${input.name} is added. Give it a variant with a SKU.`);
    } else if (Object.keys(changes).length > 0) {
      await update.ask({ input: { ...changes, id: known.id, idempotencyKey: keyFor(changes) } });
      say(`${input.name} is changed.`);
    }
    props.onClose();
  });
  return (
    <Dialog onClose={props.onClose} title={known ? `Edit ${known.name}` : 'Add a product'}>
      <Form form={form} verb={known ? 'Save' : 'Add product'}>
        <TextInput {...form.field('name')} label="Name" defaultValue={known?.name} maxLength={200} autoComplete="off" data-autofocus />
        <Textarea size="md" {...form.field('description')} label="Description" defaultValue={known?.description} maxLength={5000} autosize minRows={2} maxRows={8} />
        <TextInput {...form.field('hazard')} label="Hazard" placeholder="UN 1993, class 3" defaultValue={known?.hazard ?? ''} maxLength={200} autoComplete="off" />
        <TextInput
          {...form.field('safetySheetUrl')}
          label="Safety data sheet"
          placeholder="https://"
          type="url"
          defaultValue={known?.safetySheetUrl ?? ''}
          maxLength={500}
          autoComplete="off"
        />
      </Form>
    </Dialog>
  );
}
