import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { money } from '../../../money.js';
import { Flash } from '../../../parts/Flash.js';
import { Moment } from '../../../parts/Moment.js';
import { Tag } from '../../../parts/Tag.js';
import { plain } from '../words.js';
import { Card, type CardPart } from './Card.js';
import classes from './ContextPane.module.css';

const OrdersCard_ticket = graphql(`
  fragment OrdersCard_ticket on Ticket {
    id
    customer {
      id
      orderCount
      openOrderCount
      orders(first: 5) {
        id
        number
        state
        total
        currency
        placedAt
        lines {
          id
          sku
          title
          quantity
          variant {
            id
            stock {
              id
              available
            }
          }
        }
        shipments {
          id
          state
          carrier
          trackingNumber
          shippedAt
          deliveredAt
        }
      }
    }
  }
`);
const tones: Readonly<Record<string, 'good' | 'bad' | 'warn' | 'accent'>> = { REQUIRES_ACTION: 'bad', EXPIRED: 'bad', CANCELLED: 'bad', BACKORDERED: 'warn', SHIPPED: 'accent', FULFILLING: 'accent', COMPLETED: 'good' };

/** The customer's newest orders: where they are, what is in them and in stock, and where their shipments are. */
export function OrdersCard({ isFailed, onAgain, ...props }: CardPart<FragmentType<typeof OrdersCard_ticket>>) {
  const { customer } = read(OrdersCard_ticket, props.ticket);
  const orders = customer?.orders;
  if (!orders && !isFailed) return null;
  return (
    <Card title="Orders" isFailed={isFailed} onAgain={onAgain} aside={customer?.orderCount ? <span className={classes.count}>{`${String(customer.openOrderCount ?? 0)} open of ${String(customer.orderCount)}`}</span> : undefined}>
      {orders?.length === 0 && <p className={classes.faint}>No orders.</p>}
      {orders?.map(({ id, number, state, total, currency, placedAt, lines, shipments }, at) => (
        <details key={id} className={classes.order} open={at === 0}>
          <summary>
            <span className={classes.orderLine}>
              <Link to={`/orders/${id}`} className={classes.name}>
                {number}
              </Link>
              <Flash value={state}>
                <Tag tone={tones[state] ?? 'plain'}>{plain(state)}</Tag>
              </Flash>
              <span className={classes.money}>{money(total, currency)}</span>
            </span>
            <span className={classes.faint}>
              placed <Moment at={placedAt} />
            </span>
          </summary>
          <ul className={classes.list} aria-label={`What is in order ${number}`}>
            {lines.map(line => (
              <li key={line.id} className={classes.item}>
                <span>
                  {line.quantity} × {line.title}
                </span>
                <span className={classes.faint}>
                  {line.sku}
                  {line.variant?.stock && <Stock available={line.variant.stock.reduce((sum, level) => sum + level.available, 0)} />}
                </span>
              </li>
            ))}
          </ul>
          {shipments.map(shipment => (
            <p key={shipment.id} className={classes.shipment}>
              <Flash value={shipment.state}>
                <Tag tone={shipment.state === 'DELIVERED' ? 'good' : 'accent'}>{plain(shipment.state)}</Tag>
              </Flash>
              <span>
                {shipment.carrier}
                {shipment.trackingNumber && ` ${shipment.trackingNumber}`}, <Moment at={shipment.deliveredAt ?? shipment.shippedAt} />
              </span>
            </p>
          ))}
        </details>
      ))}
    </Card>
  );
}

function Stock({ available }: { available: number }) {
  return <span data-none={available <= 0 || undefined}> · {available <= 0 ? 'none in stock' : `${available} in stock`}</span>;
}
