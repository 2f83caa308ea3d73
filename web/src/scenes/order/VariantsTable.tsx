import { useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { money } from '../../money.js';
import { Flash } from '../../parts/Flash.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Empty } from '../../parts/Section.js';
import { Cell, type Column, Line, NameCell, Table } from '../../parts/Table.js';
import { Tag } from '../../parts/Tag.js';
import { AdjustStockDialog } from './AdjustStockDialog.js';
import { stockOf } from './stock.js';
import { VariantDialog } from './VariantDialog.js';

const VariantsTable_product = graphql(`
  fragment VariantsTable_product on Product {
    id
    name
    variants {
      id
      ...VariantsTable_variant
    }
  }
`);
const VariantsTable_variant = graphql(`
  fragment VariantsTable_variant on Variant {
    id
    sku
    title
    price
    currency
    packSize
    viewerCan
    stock {
      id
      location
      onHand
      reserved
      available
    }
    ...VariantDialog_variant
    ...AdjustStockDialog_variant
  }
`);

const columns: readonly Column[] = [
  { label: 'Variant' },
  { label: 'Pack', isFigure: true, isExtra: true },
  { label: 'Price', isFigure: true },
  { label: 'On hand', isFigure: true, isExtra: true },
  { label: 'Held', isFigure: true, isExtra: true },
  { label: 'Free', isFigure: true },
  { label: 'Actions', isFigure: true, isSpoken: true },
];

/** The variants of a product, with what there is of each. */
export function VariantsTable(props: { product: FragmentType<typeof VariantsTable_product> }) {
  const { name, variants } = read(VariantsTable_product, props.product);
  if (variants.length === 0) return <Empty title="No variants yet" words="Orders name what they are of by the SKU of a variant." />;
  return (
    <Table label={`Variants of ${name}`} columns={columns}>
      {variants.map(variant => (
        <VariantLine key={variant.id} variant={variant} />
      ))}
    </Table>
  );
}

function VariantLine(props: { variant: FragmentType<typeof VariantsTable_variant> }) {
  const variant = read(VariantsTable_variant, props.variant);
  const { sku, title, price, currency, packSize, viewerCan, stock } = variant;
  const { may } = useViewer();
  const [open, setOpen] = useState<'edit' | 'adjust' | null>(null);
  const { onHand, reserved, available } = stockOf(stock ?? []);
  const figure = (value: number) => (stock || may('stock.read') ? <Flash value={value}>{value}</Flash> : '–');
  const places = stock && stock.length > 1 ? stock.map(level => `${level.location} ${level.available}`).join(', ') : null;
  return (
    <Line>
      <NameCell
        detail={
          <>
            {sku}
            {places && ` · ${places}`}
          </>
        }
      >
        {title} {stock && available <= 0 && <Tag tone="warn">None free</Tag>}
      </NameCell>
      <Cell isFigure isExtra>
        {packSize}
      </Cell>
      <Cell isFigure>{money(price, currency)}</Cell>
      <Cell isFigure isExtra>
        {figure(onHand)}
      </Cell>
      <Cell isFigure isExtra>
        {figure(reserved)}
      </Cell>
      <Cell isFigure>{figure(available)}</Cell>
      <Cell isFigure>
        <RowMenu
          label={`Actions for ${sku}`}
          verbs={[
            viewerCan.includes('adjust') && { label: 'Adjust stock', onChoose: () => setOpen('adjust') },
            viewerCan.includes('update') && { label: 'Edit variant', onChoose: () => setOpen('edit') },
          ]}
        />
        {open === 'adjust' && <AdjustStockDialog variant={variant} onClose={() => setOpen(null)} />}
        {open === 'edit' && <VariantDialog variant={variant} onClose={() => setOpen(null)} />}
      </Cell>
    </Line>
  );
}
