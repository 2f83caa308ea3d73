import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { JobState } from '../../gql/graphql.js';
import { Section } from '../../parts/Section.js';
import { dayAt, useFilters } from '../../useFilters.js';
import { FilterBar, FilterDay, FilterSelect, FilterText } from '../settings/list/FilterBar.js';
import { chosen, idIn } from '../settings/list/filters.js';
import { Listing } from '../settings/list/Listing.js';
import { JobDialog } from './JobDialog.js';
import { JobRow } from './JobRow.js';

const JobsSection_query = graphql(`
  query JobsSection($filter: JobFilter!, $after: String) {
    jobs(first: 25, after: $after, filter: $filter, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount
      nodes {
        id
        ...JobRow_job
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
  { value: 'failed', label: 'Failed or retrying' },
  { value: 'open', label: 'Waiting or running' },
  { value: 'done', label: 'Done' },
  { value: 'discarded', label: 'Given up' },
];
const statesOf: Readonly<Record<string, JobState[]>> = { failed: ['DEAD', 'RETRYING'], open: ['QUEUED', 'RUNNING'], done: ['DONE'], discarded: ['DISCARDED'] };

/** What the house does behind the screens: mails to send, mails to read, exports to write. */
export function JobsSection() {
  const filters = useFilters('state', 'name', 'subject', 'since', 'until');
  const opened = useFilters('open');
  const { values, set, clear, isAny } = filters;
  const filter = {
    states: statesOf[values.state],
    name: chosen(values.name),
    subjectId: idIn(values.subject),
    createdFrom: dayAt(values.since),
    createdBefore: dayAt(values.until, 1),
  };
  const asked = useQuery(JobsSection_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = asked.data?.jobs;

  return (
    <Section id="jobs" title="Jobs" lead="What is done behind the screens. What fails is tried again by itself, and then waits for you.">
      <FilterBar isOn={isAny} onClear={clear} count={rows?.totalCount ?? null} onRefresh={() => void asked.refetch()}>
        <FilterSelect label="State" value={values.state} data={states} onChange={state => set('state', state)} />
        <FilterText label="Name" value={values.name} placeholder="accounts.mail" onChange={name => set('name', name)} />
        <FilterText
          {...{ label: 'About', placeholder: 'An id', value: values.subject }}
          error={values.subject !== '' && idIn(values.subject) === undefined && 'This is no id.'}
          onChange={subject => set('subject', subject)}
        />
        <FilterDay label="Since" value={values.since} onChange={since => set('since', since)} />
        <FilterDay label="Until" value={values.until} onChange={until => set('until', until)} />
      </FilterBar>
      <Listing {...{ what: 'jobs', rows, asked, filters }} none={{ title: 'No jobs', words: 'Nothing was to be done yet.' }}>
        {node => <JobRow key={node.id} job={node} onOpen={() => opened.set('open', node.id)} />}
      </Listing>
      {opened.values.open !== '' && <JobDialog id={opened.values.open} onClose={opened.clear} />}
    </Section>
  );
}
