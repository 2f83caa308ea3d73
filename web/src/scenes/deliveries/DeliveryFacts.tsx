import { type FragmentType, graphql, read } from '../../gql/index.js';
import { exact } from '../../moment.js';
import { providerName } from '../connections/providers.js';
import { sizeWords } from '../ticket/words.js';
import { Facts } from '../settings/list/Facts.js';
import { pretty } from '../settings/list/pretty.js';
import { Source } from '../settings/list/Source.js';
import { DeliveryTag } from './DeliveryRow.js';
import classes from './DeliveryFacts.module.css';

const DeliveryFacts_delivery = graphql(`
  fragment DeliveryFacts_delivery on Delivery {
    id
    provider
    deliveryId
    key
    state
    receivedAt
    handledAt
    size
    requestId
    body @include(if: $withBody)
    connection {
      id
      name
    }
    headers {
      name
      value
    }
  }
`);

/** What is known of a delivery, and what it says. */
export function DeliveryFacts(props: { delivery: FragmentType<typeof DeliveryFacts_delivery> }) {
  const delivery = read(DeliveryFacts_delivery, props.delivery);
  const { body, handledAt, headers } = delivery;
  return (
    <div className={classes.delivery}>
      <Facts
        facts={[
          ['State', <DeliveryTag state={delivery.state} />],
          ['Provider', providerName(delivery.provider)],
          ['Connection', delivery.connection?.name],
          ['About', <code>{delivery.key}</code>],
          ['Delivery', <code>{delivery.deliveryId}</code>],
          ['Came', exact(new Date(delivery.receivedAt))],
          ['Handled', handledAt && exact(new Date(handledAt))],
          ['Size', sizeWords(delivery.size)],
          ['Request', <code>{delivery.requestId}</code>],
        ]}
      />
      {headers.length > 0 && <Source label="Headers" text={headers.map(({ name, value }) => `${name}: ${value}`).join('\n')} />}
      {body !== null && body !== undefined && <Source label="Body" text={pretty(body)} />}
      {body === undefined && <p className={classes.none}>Your role does not show what it says.</p>}
    </div>
  );
}
