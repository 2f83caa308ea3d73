import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { InboundMailKind, InboundMailState } from '../../gql/graphql.js';
import { Section } from '../../parts/Section.js';
import { dayAt, oneOf, useFilters } from '../../useFilters.js';
import { FilterBar, FilterDay, FilterSelect, FilterText } from '../settings/list/FilterBar.js';
import { chosen } from '../settings/list/filters.js';
import { Listing } from '../settings/list/Listing.js';
import { InboundMailDialog } from './InboundMailDialog.js';
import { InboundMailRow } from './InboundMailRow.js';

const InboundMailsSection_query = graphql(`
  query InboundMailsSection($filter: InboundMailFilter!, $after: String) {
    inboundMails(first: 25, after: $after, filter: $filter, orderBy: { field: RECEIVED_AT, direction: DESC }) {
      totalCount
      nodes {
        id
        ...InboundMailRow_mail
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
  { value: 'PARSED', label: 'Read' },
  { value: 'RECEIVED', label: 'Waiting' },
  { value: 'UNREADABLE', label: 'Unreadable' },
];
const kinds = [
  { value: '', label: 'All' },
  { value: 'HUMAN', label: 'A person' },
  { value: 'AUTOMATIC', label: 'An automaton' },
  { value: 'BOUNCE', label: 'A bounce' },
  { value: 'OWN', label: 'This house' },
];

/** What arrived at a mailbox, as it came, and how it was understood. */
export function InboundMailsSection({ mailboxId, name }: { mailboxId: string; name: string }) {
  const filters = useFilters('state', 'kind', 'from', 'since', 'until');
  const mail = useFilters('mail');
  const { values, set, clear, isAny } = filters;
  const filter = {
    mailboxId,
    state: oneOf<InboundMailState>(['PARSED', 'RECEIVED', 'UNREADABLE'], values.state),
    kind: oneOf<InboundMailKind>(['HUMAN', 'AUTOMATIC', 'BOUNCE', 'OWN'], values.kind),
    from: chosen(values.from),
    receivedFrom: dayAt(values.since),
    receivedBefore: dayAt(values.until, 1),
  };
  const asked = useQuery(InboundMailsSection_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = asked.data?.inboundMails;

  return (
    <Section id="inbound-mails" title={`What came to ${name}`} lead="Every mail is kept as it came, the unreadable ones too.">
      <FilterBar isOn={isAny} onClear={clear} count={rows?.totalCount ?? null} onRefresh={() => void asked.refetch()}>
        <FilterSelect label="State" value={values.state} data={states} onChange={state => set('state', state)} />
        <FilterSelect label="Written by" value={values.kind} data={kinds} onChange={kind => set('kind', kind)} />
        <FilterText label="From" value={values.from} placeholder="ada@example.com" onChange={from => set('from', from)} />
        <FilterDay label="Since" value={values.since} onChange={since => set('since', since)} />
        <FilterDay label="Until" value={values.until} onChange={until => set('until', until)} />
      </FilterBar>
      <Listing
        {...{ what: 'mails', rows, asked, filters }}
        none={{ title: 'No mail yet', words: 'Mail that is forwarded here is listed within a minute.' }}
      >
        {node => <InboundMailRow key={node.id} mail={node} onOpen={() => mail.set('mail', node.id)} />}
      </Listing>
      {mail.values.mail !== '' && <InboundMailDialog id={mail.values.mail} onClose={mail.clear} />}
    </Section>
  );
}
