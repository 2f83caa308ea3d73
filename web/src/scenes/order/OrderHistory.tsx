import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Moment } from '../../parts/Moment.js';
import { Row, Rows, Section } from '../../parts/Section.js';
import { OrderTag } from './OrderTag.js';
import { stateWords } from './orderWords.js';

const OrderHistory_order = graphql(`
  fragment OrderHistory_order on Order {
    id
    history {
      id
      at
      from
      to
      reason
      actor {
        id
        name
      }
    }
  }
`);

/** How an order came to be where it is: what, who and why, the latest first. */
export function OrderHistory(props: { order: FragmentType<typeof OrderHistory_order> }) {
  const { history } = read(OrderHistory_order, props.order);
  return (
    <Section id="history" title="History">
      <Rows label="History">
        {history.toReversed().map(({ id, at, from, to, reason, actor }) => (
          <Row
            key={id}
            title={<OrderTag state={to} />}
            detail={
              <>
                {from ? `Was ${stateWords[from].label.toLowerCase()}` : 'Came in'}, by {actor?.name ?? 'the house itself'}
                {reason && `: ${reason}`}
              </>
            }
            facts={<Moment at={at} />}
          />
        ))}
      </Rows>
    </Section>
  );
}
