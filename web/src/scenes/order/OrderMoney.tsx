import { type FragmentType, graphql, read } from '../../gql/index.js';
import { money } from '../../money.js';
import { Fact, Facts } from '../../parts/Facts.js';
import { Flash } from '../../parts/Flash.js';
import { Section } from '../../parts/Section.js';

const OrderMoney_order = graphql(`
  fragment OrderMoney_order on Order {
    id
    state
    currency
    subtotal
    discount
    shipping
    tax
    total
    paid
  }
`);

/** What an order comes to, and what of it is still to be paid. */
export function OrderMoney(props: { order: FragmentType<typeof OrderMoney_order> }) {
  const { state, currency, subtotal, discount, shipping, tax, total, paid } = read(OrderMoney_order, props.order);
  const isOver = state === 'CANCELLED' || state === 'EXPIRED';
  const due = isOver ? 0 : Math.max(0, total - paid);
  const amount = (value: number) => (
    <Flash value={value}>
      {value < 0 && '−'}
      {money(Math.abs(value), currency)}
    </Flash>
  );
  return (
    <Section id="money" title="Money">
      <Facts>
        <Fact name="Items" isFigure>
          {amount(subtotal)}
        </Fact>
        {discount !== 0 && (
          <Fact name="Discount" isFigure>
            {amount(-discount)}
          </Fact>
        )}
        <Fact name="Shipping" isFigure>
          {amount(shipping)}
        </Fact>
        <Fact name="Tax" isFigure>
          {amount(tax)}
        </Fact>
        <Fact name="Total" isFigure isStrong>
          {amount(total)}
        </Fact>
        <Fact name="Paid" isFigure>
          {amount(paid)}
        </Fact>
        <Fact name="Due" isFigure>
          {amount(due)}
        </Fact>
      </Facts>
    </Section>
  );
}
