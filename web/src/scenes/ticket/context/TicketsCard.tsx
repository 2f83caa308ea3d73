import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Moment } from '../../../parts/Moment.js';
import { statusWords } from '../words.js';
import { Card, type CardPart } from './Card.js';
import classes from './ContextPane.module.css';

const TicketsCard_ticket = graphql(`
  fragment TicketsCard_ticket on Ticket {
    id
    customer {
      id
      ticketCount
      tickets(first: 6) {
        id
        number
        subject
        status
        activeAt
      }
    }
  }
`);

/** What else the customer asked. */
export function TicketsCard({ isFailed, onAgain, ...props }: CardPart<FragmentType<typeof TicketsCard_ticket>>) {
  const { id, customer } = read(TicketsCard_ticket, props.ticket);
  const others = customer?.tickets?.filter(ticket => ticket.id !== id) ?? [];
  if (others.length === 0 && !isFailed) return null;
  return (
    <Card title="Their other tickets" isFailed={isFailed} onAgain={onAgain} aside={customer?.ticketCount ? <span className={classes.count}>{customer.ticketCount - 1}</span> : undefined}>
      <ul className={classes.list} aria-label="Other tickets of the customer">
        {others.map(ticket => (
          <li key={ticket.id} className={classes.hit}>
            <Link to={`/inbox/all/${ticket.id}`} className={classes.name}>
              <span className={classes.faint}>{ticket.number}</span> {ticket.subject}
            </Link>
            <span className={classes.faint}>
              {statusWords[ticket.status]}, <Moment at={ticket.activeAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
