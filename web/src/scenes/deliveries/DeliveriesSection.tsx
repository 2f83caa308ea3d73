import { useQuery } from '@apollo/client/react';
import { useViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import type { DeliveryState } from '../../gql/graphql.js';
import { Section } from '../../parts/Section.js';
import { dayAt, oneOf, useFilters } from '../../useFilters.js';
import { FilterBar, FilterDay, FilterSelect, FilterText } from '../settings/list/FilterBar.js';
import { chosen } from '../settings/list/filters.js';
import { Listing } from '../settings/list/Listing.js';
import { DeliveryDialog } from './DeliveryDialog.js';
import { DeliveryRow } from './DeliveryRow.js';

const DeliveriesSection_connections = graphql(`
  query DeliveriesSection_connections {
    connections {
      id
      name
    }
  }
`);
const DeliveriesSection_query = graphql(`
  query DeliveriesSection($filter: DeliveryFilter!, $after: String) {
    deliveries(first: 25, after: $after, filter: $filter, orderBy: { field: RECEIVED_AT, direction: DESC }) {
      totalCount
      nodes {
        id
        ...DeliveryRow_delivery
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const states = [
  { value: '', label: 'All' },
  { value: 'RECEIVED', label: 'Not handled yet' },
  { value: 'DONE', label: 'Handled' },
];

/** What providers told this house, each once, as it came. */
export function DeliveriesSection() {
  const { may } = useViewer();
  const filters = useFilters('state', 'connection', 'key', 'delivery', 'since', 'until');
  const opened = useFilters('open');
  const { values, set, clear, isAny } = filters;
  const filter = {
    state: oneOf<DeliveryState>(['RECEIVED', 'DONE'], values.state),
    connectionId: chosen(values.connection),
    key: chosen(values.key),
    deliveryId: chosen(values.delivery),
    receivedFrom: dayAt(values.since),
    receivedBefore: dayAt(values.until, 1),
  };
  const connections = useQuery(DeliveriesSection_connections, { skip: !may('connection.read') }).data?.connections ?? [];
  const asked = useQuery(DeliveriesSection_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = asked.data?.deliveries;

  return (
    <Section id="deliveries" title="Deliveries" lead="What providers told this house. Those about one thing are handled in order; what failed waits as a parked event.">
      <FilterBar isOn={isAny} onClear={clear} count={rows?.totalCount ?? null} onRefresh={() => void asked.refetch()}>
        <FilterSelect label="State" value={values.state} data={states} onChange={state => set('state', state)} />
        {connections.length > 0 && (
          <FilterSelect
            label="Connection"
            value={values.connection}
            data={[{ value: '', label: 'All' }, ...connections.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={connection => set('connection', connection)}
          />
        )}
        <FilterText label="About" value={values.key} placeholder="A call's id" onChange={key => set('key', key)} />
        <FilterText label="Delivery" value={values.delivery} placeholder="The provider's id" onChange={delivery => set('delivery', delivery)} />
        <FilterDay label="Since" value={values.since} onChange={since => set('since', since)} />
        <FilterDay label="Until" value={values.until} onChange={until => set('until', until)} />
      </FilterBar>
      <Listing
        {...{ what: 'deliveries', rows, asked, filters }}
        none={{ title: 'No deliveries', words: 'They are listed here as soon as a connected provider calls in.' }}
      >
        {node => <DeliveryRow key={node.id} delivery={node} onOpen={() => opened.set('open', node.id)} />}
      </Listing>
      {opened.values.open !== '' && <DeliveryDialog id={opened.values.open} onClose={opened.clear} />}
    </Section>
  );
}
