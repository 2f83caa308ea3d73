import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';
import { graphql, read } from '../../gql/index.js';
import { useLive } from '../../live/useLive.js';
import { Columns } from '../../parts/Columns.js';
import { Flash } from '../../parts/Flash.js';
import { Moment } from '../../parts/Moment.js';
import { Outcome } from '../../parts/Outcome.js';
import { Page } from '../../parts/Page.js';
import { Pane } from '../../parts/Pane.js';
import { Card } from '../../parts/Section.js';
import { Steps } from '../../parts/Steps.js';
import { TextLink } from '../../parts/TextLink.js';
import { OrderHistory } from './OrderHistory.js';
import { OrderLines } from './OrderLines.js';
import { OrderMoney } from './OrderMoney.js';
import { OrderShipments } from './OrderShipments.js';
import { OrderTag } from './OrderTag.js';
import { OrderVerbs } from './OrderVerbs.js';
import { OrderWho } from './OrderWho.js';
import { stepsOf } from './orderWords.js';

const OrderScene_query = graphql(`
  query OrderScene($id: ID!) {
    order(id: $id) {
      id
      ...OrderScene_order
    }
  }
`);
const OrderScene_order = graphql(`
  fragment OrderScene_order on Order {
    id
    number
    state
    channel
    externalId
    placedAt
    history {
      id
      to
    }
    ...OrderVerbs_order
    ...OrderLines_order
    ...OrderShipments_order
    ...OrderMoney_order
    ...OrderWho_order
    ...OrderHistory_order
  }
`);
const OrderScene_changed = graphql(`
  subscription OrderScene_changed($id: ID!, $after: String) {
    orderChanged(id: $id, after: $after) {
      id
      ...OrderScene_order
    }
  }
`);

/** One order: where it is, what it is of, and what can be done. Whoever changes it, it changes here. */
export function OrderScene() {
  const { orderId = '' } = useParams();
  return <KnownOrder key={orderId} id={orderId} />;
}

function KnownOrder({ id }: { id: string }) {
  const { data, loading, error, refetch } = useQuery(OrderScene_query, { variables: { id }, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' });
  useLive(OrderScene_changed, { variables: { id }, onResync: () => void refetch() });
  const order = read(OrderScene_order, data?.order);
  return (
    <Page
      title={order ? `Order ${order.number}` : 'Order'}
      lead={
        <>
          <TextLink to="/orders">Orders</TextLink>
          {order && (
            <>
              {` · ${order.channel} ${order.externalId}, placed `}
              <Moment at={order.placedAt} />
            </>
          )}
        </>
      }
      action={order && <OrderVerbs order={order} />}
      tools={
        order && (
          <span role="status" aria-label="State">
            <Flash value={order.state}>
              <OrderTag state={order.state} />
            </Flash>
          </span>
        )
      }
    >
      {order ? (
        <>
          <Card>
            <Steps label="How far it is" steps={stepsOf(order.state, order.history.map(({ to }) => to))} />
          </Card>
          <Columns
            aside={
              <>
                <OrderMoney order={order} />
                <Pane label="Who ordered">
                  <OrderWho order={order} />
                </Pane>
              </>
            }
          >
            <OrderLines order={order} />
            <OrderShipments order={order} />
            <OrderHistory order={order} />
          </Columns>
        </>
      ) : (
        <Card>
          <Outcome what="order" rows={null} loading={loading} error={error} onRetry={() => void refetch()}>
            {() => null}
          </Outcome>
        </Card>
      )}
    </Page>
  );
}
