import { type FragmentType, graphql, read } from '../../gql/index.js';
import { money } from '../../money.js';
import { Flash } from '../../parts/Flash.js';
import { Section } from '../../parts/Section.js';
import { Cell, type Column, Line, NameCell, Nothing, Table } from '../../parts/Table.js';
import { Tag } from '../../parts/Tag.js';
import { stockOf } from './stock.js';

const OrderLines_order = graphql(`
  fragment OrderLines_order on Order {
    id
    currency
    state
    lines {
      id
      sku
      title
      quantity
      reserved
      shipped
      unitPrice
      total
      variant {
        id
        stock {
          id
          onHand
          reserved
          available
        }
      }
    }
  }
`);

const columns: readonly Column[] = [
  { label: 'Item' },
  { label: 'Ordered', isFigure: true },
  { label: 'Held', isFigure: true, isExtra: true },
  { label: 'Shipped', isFigure: true },
  { label: 'In stock', isFigure: true, isExtra: true },
  { label: 'Each', isFigure: true, isExtra: true },
  { label: 'Total', isFigure: true },
];
const before: readonly string[] = ['NEW', 'REQUIRES_ACTION', 'BACKORDERED'];

/** What an order is of, how much of it is held and shipped, and how much there is. */
export function OrderLines(props: { order: FragmentType<typeof OrderLines_order> }) {
  const { lines, currency, state } = read(OrderLines_order, props.order);
  return (
    <Section id="lines" title="Items">
      <Table label="Items" columns={columns}>
        {lines.map(({ id, sku, title, quantity, reserved, shipped, unitPrice, total, variant }) => {
          const stock = variant?.stock ? stockOf(variant.stock) : null;
          const isShort = before.includes(state) && stock !== null && stock.available < quantity - shipped - reserved;
          return (
            <Line key={id}>
              <NameCell
                detail={
                  <>
                    {sku} {!variant && <Tag tone="warn">Not in the catalogue</Tag>} {isShort && <Tag tone="warn">Not enough in stock</Tag>}
                  </>
                }
              >
                {title}
              </NameCell>
              <Cell isFigure>
                <Flash value={quantity}>{quantity}</Flash>
              </Cell>
              <Cell isFigure isExtra>
                <Flash value={reserved}>{reserved}</Flash>
              </Cell>
              <Cell isFigure>
                <Flash value={shipped}>{shipped}</Flash>
              </Cell>
              <Cell isFigure isExtra>
                {stock ? (
                  <Flash value={`${stock.onHand} ${stock.reserved}`}>
                    {stock.available} <small>of {stock.onHand} free</small>
                  </Flash>
                ) : (
                  <Nothing words="not known" />
                )}
              </Cell>
              <Cell isFigure isExtra>
                {money(unitPrice, currency)}
              </Cell>
              <Cell isFigure>{money(total, currency)}</Cell>
            </Line>
          );
        })}
      </Table>
    </Section>
  );
}
