import { type FragmentType, graphql, read } from '../../gql/index.js';
import type { DeliveryState } from '../../gql/graphql.js';
import { Moment } from '../../parts/Moment.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { providerName } from '../connections/providers.js';
import { sizeWords } from '../ticket/words.js';
import { Opener } from '../settings/list/Opener.js';

const DeliveryRow_delivery = graphql(`
  fragment DeliveryRow_delivery on Delivery {
    id
    provider
    key
    state
    receivedAt
    size
  }
`);

/** How far a delivery is, in a word. */
export function DeliveryTag({ state }: { state: DeliveryState }) {
  return state === 'DONE' ? <Tag tone="good">Handled</Tag> : <Tag tone="warn">Not handled yet</Tag>;
}

/** One delivery. */
export function DeliveryRow({ onOpen, ...props }: { delivery: FragmentType<typeof DeliveryRow_delivery>; onOpen: () => void }) {
  const { provider, key, state, receivedAt, size } = read(DeliveryRow_delivery, props.delivery);
  return (
    <Row
      title={
        <Opener onOpen={onOpen}>
          <code>{key}</code>
        </Opener>
      }
      tags={<DeliveryTag state={state} />}
      detail={`${providerName(provider)} · ${sizeWords(size)}`}
      facts={<Moment at={receivedAt} />}
    />
  );
}
