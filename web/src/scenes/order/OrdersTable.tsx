import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { useLive } from '../../live/useLive.js';
import { money } from '../../money.js';
import { Flash } from '../../parts/Flash.js';
import { More } from '../../parts/More.js';
import { Moment } from '../../parts/Moment.js';
import { Outcome } from '../../parts/Outcome.js';
import { Card, Empty } from '../../parts/Section.js';
import { Cell, type Column, Line, NameCell, Nothing, Table } from '../../parts/Table.js';
import { useOrderFilter } from './OrderFilters.js';
import { OrderTag } from './OrderTag.js';

const OrdersTable_query = graphql(`
  query OrdersTable($filter: OrderFilter, $after: String) {
    orders(filter: $filter, first: 25, after: $after) {
      nodes {
        id
        ...OrdersTable_order
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const OrdersTable_changed = graphql(`
  subscription OrdersTable_changed($filter: OrderFilter, $after: String) {
    ordersChanged(filter: $filter, after: $after) {
      id
      kind
      order {
        id
        ...OrdersTable_order
      }
    }
  }
`);
const OrdersTable_order = graphql(`
  fragment OrdersTable_order on Order {
    id
    number
    externalId
    channel
    state
    total
    currency
    placedAt
    customer {
      id
      name
    }
  }
`);

const columns: readonly Column[] = [
  { label: 'Order' },
  { label: 'Outside id', isExtra: true },
  { label: 'Customer', isExtra: true },
  { label: 'State' },
  { label: 'Total', isFigure: true },
  { label: 'Placed', isExtra: true },
];

/** The orders a filter asks for, as they change; new ones gather above and move nothing. */
export function OrdersTable() {
  const { filter, isAny, clear } = useOrderFilter();
  const asked = JSON.stringify(filter);
  return <Orders key={asked} {...{ filter, isAny, clear }} />;
}

function Orders({ filter, isAny, clear }: ReturnType<typeof useOrderFilter>) {
  const { data, loading, error, refetch, fetchMore } = useQuery(OrdersTable_query, { variables: { filter }, fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' });
  const [entered, setEntered] = useState<ReadonlySet<string>>(new Set());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const known = new Set(data?.orders?.nodes.map(({ id }) => id));
  useLive(OrdersTable_changed, {
    variables: { filter },
    onFrame: ({ ordersChanged }) => {
      if (!ordersChanged) return;
      const { id, kind } = ordersChanged;
      setLeft(ids => (kind === 'LEFT' ? new Set([...ids, id]) : without(ids, id)));
      setEntered(ids => (kind === 'ENTERED' ? new Set([...ids, id]) : kind === 'LEFT' ? without(ids, id) : ids));
    },
    onResync: () => void refetch(),
  });
  const fresh = [...entered].filter(id => !known.has(id)).length;
  const show = () => {
    void refetch().then(() => {
      setEntered(new Set());
      setLeft(new Set());
    });
  };
  return (
    <Card>
      <div role="status">
        {fresh > 0 && (
          <Button variant="light" radius={0} fullWidth onClick={show}>
            {fresh} new: show {fresh === 1 ? 'it' : 'them'}
          </Button>
        )}
      </div>
      <Outcome what="orders" rows={data?.orders} loading={loading} error={error} onRetry={() => void refetch()}>
        {({ nodes, pageInfo, totalCount }) =>
          nodes.length === 0 ? (
            <Empty
              title={isAny ? 'No order matches' : 'No orders yet'}
              words={isAny ? 'Try a part of the outside id, a SKU or a title.' : 'They come from the channels you sell in, and stand here at once.'}
              action={
                isAny && (
                  <Button variant="default" onClick={clear}>
                    Clear filter
                  </Button>
                )
              }
            />
          ) : (
            <>
              <Table label={`Orders, ${totalCount} in all`} columns={columns}>
                {nodes.map(order => (
                  <OrderLine key={order.id} order={order} isGone={left.has(order.id)} />
                ))}
              </Table>
              <More page={pageInfo} onMore={after => fetchMore({ variables: { after } })} />
            </>
          )
        }
      </Outcome>
    </Card>
  );
}

function OrderLine(props: { order: FragmentType<typeof OrdersTable_order>; isGone: boolean }) {
  const { id, number, externalId, channel, state, total, currency, placedAt, customer } = read(OrdersTable_order, props.order);
  return (
    <Line isFaded={props.isGone}>
      <NameCell to={`/orders/${id}`} detail={channel}>
        {number}
      </NameCell>
      <Cell isExtra>{externalId}</Cell>
      <Cell isExtra>{customer?.name ?? <Nothing words="not known yet" />}</Cell>
      <Cell>
        <Flash value={state}>
          <OrderTag state={state} />
        </Flash>
      </Cell>
      <Cell isFigure>
        <Flash value={total}>{money(total, currency)}</Flash>
      </Cell>
      <Cell isExtra>
        <Moment at={placedAt} />
      </Cell>
    </Line>
  );
}

const without = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> => new Set([...ids].filter(other => other !== id));
