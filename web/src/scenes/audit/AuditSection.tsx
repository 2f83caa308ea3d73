import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import { Section } from '../../parts/Section.js';
import { dayAt, useFilters } from '../../useFilters.js';
import { FilterBar, FilterDay, FilterText } from '../settings/list/FilterBar.js';
import { chosen, idIn } from '../settings/list/filters.js';
import { Listing } from '../settings/list/Listing.js';
import { AuditExportDialog } from './AuditExportDialog.js';
import { AuditRow } from './AuditRow.js';
import { MemberFilter } from './MemberFilter.js';

const AuditSection_query = graphql(`
  query AuditSection($filter: AuditEntryFilter!, $after: String) {
    auditEntries(first: 25, after: $after, filter: $filter, orderBy: { field: AT, direction: DESC }) {
      totalCount
      nodes {
        id
        ...AuditRow_entry
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Who did what, when, and what was different afterwards. The address holds the filters: a link shows the same. */
export function AuditSection() {
  const { may } = useViewer();
  const filters = useFilters('member', 'action', 'subject', 'request', 'since', 'until');
  const { values, set, clear, isAny } = filters;
  const filter = {
    memberId: idIn(values.member),
    action: chosen(values.action),
    subjectId: idIn(values.subject),
    requestId: chosen(values.request),
    from: dayAt(values.since),
    before: dayAt(values.until, 1),
  };
  const [isExporting, setIsExporting] = useState(false);
  const asked = useQuery(AuditSection_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = asked.data?.auditEntries;

  return (
    <Section
      id="audit"
      title="Audit trail"
      lead="Who did what, and what was different afterwards. It is kept for good, and nobody can change it."
      action={
        may('auditEntry.export') && (
          <Button variant="default" leftSection={<IconFileExport size={16} stroke={1.7} aria-hidden />} onClick={() => setIsExporting(true)}>
            Export
          </Button>
        )
      }
    >
      <FilterBar isOn={isAny} onClear={clear} count={rows?.totalCount ?? null} onRefresh={() => void asked.refetch()}>
        {may('member.read') && <MemberFilter value={values.member} onChange={member => set('member', member)} />}
        <FilterText label="Action" value={values.action} placeholder="role, or role.update" onChange={action => set('action', action)} />
        <FilterText
          {...{ label: 'Done to', placeholder: 'An id', value: values.subject }}
          error={values.subject !== '' && idIn(values.subject) === undefined && 'This is no id.'}
          onChange={subject => set('subject', subject)}
        />
        <FilterText label="Request" value={values.request} placeholder="A request's id" onChange={request => set('request', request)} />
        <FilterDay label="Since" value={values.since} onChange={since => set('since', since)} />
        <FilterDay label="Until" value={values.until} onChange={until => set('until', until)} />
      </FilterBar>
      <Listing {...{ what: 'entries', rows, asked, filters }} none={{ title: 'Nothing is written here yet', words: 'What anybody changes from now on is.' }}>
        {node => <AuditRow key={node.id} entry={node} onSubject={subject => set('subject', subject)} onRequest={request => set('request', request)} />}
      </Listing>
      {isExporting && <AuditExportDialog filter={filter} isAll={!isAny} count={rows?.totalCount ?? null} onClose={() => setIsExporting(false)} />}
    </Section>
  );
}
