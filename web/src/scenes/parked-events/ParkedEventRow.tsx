import { type FragmentType, graphql, read } from '../../gql/index.js';
import type { ParkedEventState } from '../../gql/graphql.js';
import { Moment } from '../../parts/Moment.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { Opener } from '../settings/list/Opener.js';

const ParkedEventRow_event = graphql(`
  fragment ParkedEventRow_event on ParkedEvent {
    id
    topic
    consumer
    state
    behind
    reason
    parkedAt
  }
`);

const tags = {
  PARKED: ['bad', 'Parked'],
  RETRYING: ['accent', 'Being tried'],
  DONE: ['good', 'Done'],
  DISCARDED: ['plain', 'Given up'],
} as const satisfies Record<ParkedEventState, readonly [string, string]>;

/** What became of a parked event, and whether it only stands behind another. */
export function ParkedTags({ state, behind }: { state: ParkedEventState; behind: boolean }) {
  const [tone, words] = tags[state];
  return behind && state === 'PARKED' ? <Tag tone="warn">Behind another</Tag> : <Tag tone={tone}>{words}</Tag>;
}

/** One parked event. */
export function ParkedEventRow({ onOpen, ...props }: { event: FragmentType<typeof ParkedEventRow_event>; onOpen: () => void }) {
  const { topic, consumer, state, behind, reason, parkedAt } = read(ParkedEventRow_event, props.event);
  return (
    <Row
      title={
        <Opener onOpen={onOpen}>
          <code>{topic}</code>
        </Opener>
      }
      tags={<ParkedTags state={state} behind={behind} />}
      detail={
        <>
          <code>{consumer}</code>
          {reason && ` · ${reason}`}
        </>
      }
      facts={<Moment at={parkedAt} />}
    />
  );
}
