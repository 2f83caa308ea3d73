import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { money } from '../../money.js';
import { Flash } from '../../parts/Flash.js';
import { Moment } from '../../parts/Moment.js';
import { Empty, Row, Rows, Section } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { TextLink } from '../../parts/TextLink.js';
import { readable } from '../../rights.js';
import { CallTag } from '../call/CallTag.js';
import { OrderTag } from '../order/OrderTag.js';

const CustomerCases_customer = graphql(`
  fragment CustomerCases_customer on Customer {
    id
    ticketCount
    orderCount
    tickets(first: 5) {
      id
      number
      subject
      status
      activeAt
    }
    orders(first: 5) {
      id
      number
      state
      total
      currency
      placedAt
    }
    calls(first: 5) {
      id
      number
      direction
      state
      startedAt
      ticket {
        id
        number
      }
    }
  }
`);

interface CasesProps {
  readonly customer: FragmentType<typeof CustomerCases_customer>;
}

/** The tickets somebody wrote in last. */
export function CustomerTickets(props: CasesProps) {
  const { tickets, ticketCount } = read(CustomerCases_customer, props.customer);
  const { may } = useViewer();
  if (!may('ticket.read')) return null;
  return (
    <Few id="tickets" title="Tickets" count={ticketCount} rows={tickets} none="Nothing asked yet.">
      {({ id, number, subject, status, activeAt }) => (
        <Row
          key={id}
          title={<Link to={`/tickets/${id}`}>{subject}</Link>}
          detail={
            <>
              Ticket {number}, <Moment at={activeAt} />
            </>
          }
          facts={<Tag tone={status === 'OPEN' ? 'accent' : 'plain'}>{readable(status)}</Tag>}
        />
      )}
    </Few>
  );
}

/** The orders of theirs that came last. */
export function CustomerOrders(props: CasesProps) {
  const { id: customerId, orders, orderCount } = read(CustomerCases_customer, props.customer);
  const { may } = useViewer();
  if (!may('order.read')) return null;
  const all = (orderCount ?? 0) > (orders?.length ?? 0) && <TextLink to={`/orders?customer=${customerId}`}>All orders</TextLink>;
  return (
    <Few id="orders" title="Orders" count={orderCount} rows={orders} action={all} none="Nothing ordered yet.">
      {({ id, number, state, total, currency, placedAt }) => (
        <Row
          key={id}
          title={<Link to={`/orders/${id}`}>Order {number}</Link>}
          detail={
            <>
              {money(total, currency)}, <Moment at={placedAt} />
            </>
          }
          facts={
            <Flash value={state}>
              <OrderTag state={state} />
            </Flash>
          }
        />
      )}
    </Few>
  );
}

/** The last calls with them. */
export function CustomerCalls(props: CasesProps) {
  const { calls } = read(CustomerCases_customer, props.customer);
  const { may } = useViewer();
  if (!may('call.read')) return null;
  return (
    <Few id="calls" title="Calls" rows={calls} none="No calls yet.">
      {({ id, number, direction, state, startedAt, ticket }) => (
        <Row
          key={id}
          title={direction === 'INBOUND' ? 'They called' : 'We called'}
          detail={
            <>
              Call {number}, <Moment at={startedAt} />
              {ticket && (
                <>
                  {', about '}
                  <Link to={`/tickets/${ticket.id}`}>ticket {ticket.number}</Link>
                </>
              )}
            </>
          }
          facts={<CallTag state={state} />}
        />
      )}
    </Few>
  );
}

interface FewProps<T> {
  readonly id: string;
  readonly title: string;
  readonly count?: number | null | undefined;
  readonly rows: readonly T[] | null | undefined;
  readonly none: string;
  readonly action?: ReactNode;
  readonly children: (row: T) => ReactNode;
}

function Few<T>({ id, title, count, rows, none, action, children }: FewProps<T>) {
  return (
    <Section id={id} title={count ? `${title} (${count})` : title} action={action}>
      {!rows && <Empty title={`The ${title.toLowerCase()} are not there right now`} words="They are kept elsewhere in the house; the rest goes on." />}
      {rows?.length === 0 && <Empty title={none} words="What comes is shown here at once." />}
      {rows && rows.length > 0 && <Rows label={title}>{rows.map(children)}</Rows>}
    </Section>
  );
}
