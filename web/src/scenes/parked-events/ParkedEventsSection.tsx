import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { ParkedEventState } from '../../gql/graphql.js';
import { Section } from '../../parts/Section.js';
import { dayAt, oneOf, useFilters } from '../../useFilters.js';
import { FilterBar, FilterDay, FilterSelect, FilterText } from '../settings/list/FilterBar.js';
import { chosen, idIn } from '../settings/list/filters.js';
import { Listing } from '../settings/list/Listing.js';
import { ParkedEventDialog } from './ParkedEventDialog.js';
import { ParkedEventRow } from './ParkedEventRow.js';

const ParkedEventsSection_query = graphql(`
  query ParkedEventsSection($filter: ParkedEventFilter!, $after: String) {
    parkedEvents(first: 25, after: $after, filter: $filter, orderBy: { field: PARKED_AT, direction: DESC }) {
      totalCount
      nodes {
        id
        ...ParkedEventRow_event
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
  { value: 'PARKED', label: 'Waiting for you' },
  { value: 'RETRYING', label: 'Being tried' },
  { value: 'DONE', label: 'Done' },
  { value: 'DISCARDED', label: 'Given up' },
];

/** What a part of the house could not deal with, and what stands behind it. */
export function ParkedEventsSection() {
  const filters = useFilters('state', 'consumer', 'topic', 'subject', 'since', 'until');
  const opened = useFilters('open');
  const { values, set, clear, isAny } = filters;
  const filter = {
    state: oneOf<ParkedEventState>(['PARKED', 'RETRYING', 'DONE', 'DISCARDED'], values.state),
    consumer: chosen(values.consumer),
    topic: chosen(values.topic),
    subjectId: idIn(values.subject),
    parkedFrom: dayAt(values.since),
    parkedBefore: dayAt(values.until, 1),
  };
  const asked = useQuery(ParkedEventsSection_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = asked.data?.parkedEvents;

  return (
    <Section
      id="parked-events"
      title="Parked events"
      lead="What happened, and a part of the house could not deal with. Later events of the same thing wait behind it; everything else goes on."
    >
      <FilterBar isOn={isAny} onClear={clear} count={rows?.totalCount ?? null} onRefresh={() => void asked.refetch()}>
        <FilterSelect label="State" value={values.state} data={states} onChange={state => set('state', state)} />
        <FilterText label="Part of the house" value={values.consumer} placeholder="voice.hooks" onChange={consumer => set('consumer', consumer)} />
        <FilterText label="What happened" value={values.topic} placeholder="mail.parsed" onChange={topic => set('topic', topic)} />
        <FilterText
          {...{ label: 'About', placeholder: 'An id', value: values.subject }}
          error={values.subject !== '' && idIn(values.subject) === undefined && 'This is no id.'}
          onChange={subject => set('subject', subject)}
        />
        <FilterDay label="Since" value={values.since} onChange={since => set('since', since)} />
        <FilterDay label="Until" value={values.until} onChange={until => set('until', until)} />
      </FilterBar>
      <Listing {...{ what: 'parked events', rows, asked, filters }} none={{ title: 'Nothing is parked', words: 'Everything that happened was dealt with.' }}>
        {node => <ParkedEventRow key={node.id} event={node} onOpen={() => opened.set('open', node.id)} />}
      </Listing>
      {opened.values.open !== '' && <ParkedEventDialog key={opened.values.open} id={opened.values.open} onOpen={open => opened.set('open', open)} onClose={opened.clear} />}
    </Section>
  );
}
