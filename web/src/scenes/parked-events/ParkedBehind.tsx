import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import { Rows } from '../../parts/Section.js';
import classes from './ParkedBehind.module.css';
import { ParkedEventRow } from './ParkedEventRow.js';

const ParkedBehind_query = graphql(`
  query ParkedBehind($filter: ParkedEventFilter!) {
    parkedEvents(first: 10, filter: $filter, orderBy: { field: PARKED_AT, direction: ASC }) {
      totalCount
      nodes {
        id
        ...ParkedEventRow_event
      }
    }
  }
`);

interface ParkedBehindProps {
  readonly id: string;
  readonly subjectId: string;
  readonly consumer: string;
  readonly onOpen: (id: string) => void;
}

/** What else of the same thing waits at the same part of the house; nothing when there is nothing. */
export function ParkedBehind({ id, subjectId, consumer, onOpen }: ParkedBehindProps) {
  const { data } = useQuery(ParkedBehind_query, { variables: { filter: { subjectId, consumer, state: 'PARKED' } }, fetchPolicy: 'cache-and-network' });
  const others = data?.parkedEvents?.nodes.filter(event => event.id !== id) ?? [];
  if (others.length === 0) return null;
  const more = (data?.parkedEvents?.totalCount ?? 0) - 1 - others.length;
  return (
    <section aria-label="Of the same thing" className={classes.behind}>
      <h3 className={classes.title}>Waits with it</h3>
      <div className={classes.list}>
        <Rows label="Of the same thing">
          {others.map(event => (
            <ParkedEventRow key={event.id} event={event} onOpen={() => onOpen(event.id)} />
          ))}
        </Rows>
      </div>
      {more > 0 && <p className={classes.more}>And {more} more.</p>}
    </section>
  );
}
