import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Card, type CardPart } from './Card.js';
import classes from './ContextPane.module.css';

const SimilarCard_ticket = graphql(`
  fragment SimilarCard_ticket on Ticket {
    id
    similarTickets(first: 5) {
      title
      snippet
      ticket {
        id
        number
      }
    }
  }
`);

/** Resolved tickets that are like this one. */
export function SimilarCard({ isFailed, onAgain, ...props }: CardPart<FragmentType<typeof SimilarCard_ticket>>) {
  const { similarTickets } = read(SimilarCard_ticket, props.ticket);
  const shown = similarTickets?.flatMap(({ ticket, title, snippet }) => (ticket ? [{ ...ticket, title, snippet }] : [])) ?? [];
  if (shown.length === 0 && !isFailed) return null;
  return (
    <Card title="Resolved, and like it" isFailed={isFailed} onAgain={onAgain}>
      <ul className={classes.list} aria-label="Similar tickets">
        {shown.map(({ id, number, title, snippet }) => (
          <li key={id} className={classes.hit}>
            <Link to={`/inbox/all/${id}`} className={classes.name}>
              <span className={classes.faint}>{number}</span> {title}
            </Link>
            <p className={classes.snippet}>{snippet}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
