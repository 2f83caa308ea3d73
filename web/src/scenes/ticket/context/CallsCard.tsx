import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Moment } from '../../../parts/Moment.js';
import { plain } from '../words.js';
import { Card, type CardPart } from './Card.js';
import classes from './ContextPane.module.css';

const CallsCard_call = graphql(`
  fragment CallsCard_call on Call {
    id
    number
    direction
    state
    startedAt
    answeredAt
    endedAt
  }
`);
const CallsCard_ticket = graphql(`
  fragment CallsCard_ticket on Ticket {
    id
    calls(first: 5) {
      id
      ...CallsCard_call
    }
    customer {
      id
      calls(first: 5) {
        id
        ...CallsCard_call
      }
    }
  }
`);

/** The calls about a ticket, and the customer's other ones. */
export function CallsCard({ isFailed, onAgain, ...props }: CardPart<FragmentType<typeof CallsCard_ticket>>) {
  const { calls, customer } = read(CallsCard_ticket, props.ticket);
  if (!calls && !isFailed) return null;
  const others = (customer?.calls ?? []).filter(({ id }) => !calls?.some(one => one.id === id));
  return (
    <Card title="Calls" isFailed={isFailed} onAgain={onAgain}>
      {calls?.length === 0 && others.length === 0 && <p className={classes.faint}>No calls.</p>}
      <ul className={classes.list} aria-label="Calls">
        {calls?.map(call => <Call key={call.id} call={call} isAbout />)}
        {others.map(call => <Call key={call.id} call={call} />)}
      </ul>
    </Card>
  );
}

function Call({ isAbout = false, ...props }: { call: FragmentType<typeof CallsCard_call>; isAbout?: boolean }) {
  const { number, direction, state, startedAt, answeredAt, endedAt } = read(CallsCard_call, props.call);
  const Icon = direction === 'INBOUND' ? IconPhoneIncoming : IconPhoneOutgoing;
  const minutes = answeredAt && endedAt ? Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 60_000)) : null;
  return (
    <li className={classes.contact}>
      <Icon size={14} stroke={1.7} aria-label={direction === 'INBOUND' ? 'Came in' : 'Went out'} />
      <span>
        {number} {plain(state)}
        {minutes !== null && `, ${minutes} min`}
        {isAbout && ', about this'}
      </span>
      <span className={classes.faint}>
        <Moment at={startedAt} />
      </span>
    </li>
  );
}
