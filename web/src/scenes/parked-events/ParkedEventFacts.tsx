import { type FragmentType, graphql, read } from '../../gql/index.js';
import { exact } from '../../moment.js';
import { triesOf } from '../jobs/JobRow.js';
import { Facts } from '../settings/list/Facts.js';
import { ParkedTags } from './ParkedEventRow.js';

const ParkedEventFacts_event = graphql(`
  fragment ParkedEventFacts_event on ParkedEvent {
    id
    topic
    consumer
    state
    behind
    reason
    attempts
    position
    subjectId
    requestId
    at
    parkedAt
    settledAt
  }
`);

/** What is known of a parked event. */
export function ParkedEventFacts(props: { event: FragmentType<typeof ParkedEventFacts_event> }) {
  const event = read(ParkedEventFacts_event, props.event);
  return (
    <Facts
      facts={[
        ['What happened', <code>{event.topic}</code>],
        ['Part of the house', <code>{event.consumer}</code>],
        ['State', <ParkedTags state={event.state} behind={event.behind} />],
        ['Why it failed', event.reason],
        ['Tries', event.behind ? 'none: an earlier one stands before it' : triesOf(event.attempts)],
        ['Happened', exact(new Date(event.at))],
        ['Parked', exact(new Date(event.parkedAt))],
        ['Settled', event.settledAt && exact(new Date(event.settledAt))],
        ['About', <code>{event.subjectId}</code>],
        ['Place in the log', <code>{event.position}</code>],
        ['Request', <code>{event.requestId}</code>],
      ]}
    />
  );
}
