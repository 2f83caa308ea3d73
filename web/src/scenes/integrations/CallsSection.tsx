import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { IntegrationOutcome } from '../../gql/graphql.js';
import { Section } from '../../parts/Section.js';
import { dayAt, oneOf, useFilters } from '../../useFilters.js';
import { FilterBar, FilterDay, FilterSelect, FilterText } from '../settings/list/FilterBar.js';
import { chosen } from '../settings/list/filters.js';
import { Listing } from '../settings/list/Listing.js';
import { CallRow } from './CallRow.js';

const CallsSection_query = graphql(`
  query CallsSection($filter: IntegrationCallFilter!, $after: String) {
    integrationCalls(first: 25, after: $after, filter: $filter, orderBy: { field: AT, direction: DESC }) {
      totalCount
      nodes {
        id
        ...CallRow_call
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const outcomes = [
  { value: '', label: 'All' },
  { value: 'OK', label: 'Done' },
  { value: 'REFUSED', label: 'Refused' },
  { value: 'TIMEOUT', label: 'No answer in time' },
  { value: 'UNAVAILABLE', label: 'Not reached' },
  { value: 'NOT_CONFIGURED', label: 'Not set up' },
];

/** Each call to a provider. */
export function CallsSection() {
  const filters = useFilters('outcome', 'provider', 'request', 'since', 'until');
  const { values, set, clear, isAny } = filters;
  const filter = {
    outcome: oneOf<IntegrationOutcome>(['OK', 'REFUSED', 'TIMEOUT', 'UNAVAILABLE', 'NOT_CONFIGURED'], values.outcome),
    provider: chosen(values.provider),
    requestId: chosen(values.request),
    from: dayAt(values.since),
    before: dayAt(values.until, 1),
  };
  const asked = useQuery(CallsSection_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = asked.data?.integrationCalls;
  return (
    <Section id="calls" title="The log" lead="One line for each call, without a word of what was sent.">
      <FilterBar isOn={isAny} onClear={clear} count={rows?.totalCount ?? null} onRefresh={() => void asked.refetch()}>
        <FilterSelect label="How it ended" value={values.outcome} data={outcomes} onChange={outcome => set('outcome', outcome)} />
        <FilterText label="Provider" value={values.provider} placeholder="smtp" onChange={provider => set('provider', provider)} />
        <FilterText label="Request" value={values.request} placeholder="A request's id" onChange={request => set('request', request)} />
        <FilterDay label="Since" value={values.since} onChange={since => set('since', since)} />
        <FilterDay label="Until" value={values.until} onChange={until => set('until', until)} />
      </FilterBar>
      <Listing {...{ what: 'calls', rows, asked, filters }} none={{ title: 'No calls', words: 'No provider was called yet.' }}>
        {node => <CallRow key={node.id} call={node} />}
      </Listing>
    </Section>
  );
}
