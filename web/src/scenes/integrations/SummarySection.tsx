import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Section } from '../../parts/Section.js';
import { SummaryTable } from './SummaryTable.js';

const SummarySection_query = graphql(`
  query SummarySection($since: DateTimeISO!) {
    integrationSummary(since: $since) {
      provider
      ...SummaryTable_provider
    }
  }
`);

const hour = 3_600_000;
const spans = [
  { value: String(hour), label: 'Last hour' },
  { value: String(24 * hour), label: 'Last day' },
  { value: String(7 * 24 * hour), label: 'Last week' },
  { value: String(30 * 24 * hour), label: 'Last 30 days' },
];

/** How the calls to each provider went lately. */
export function SummarySection() {
  const [span, setSpan] = useState(String(24 * hour));
  const since = useMemo(() => new Date(Date.now() - Number(span)).toISOString(), [span]);
  const { data, loading, error, refetch } = useQuery(SummarySection_query, { variables: { since } });
  return (
    <Section
      id="providers"
      title="Calls to providers"
      lead="How many there were, how many failed, and how long they took."
      action={<NativeSelect size="xs" aria-label="Of when" data={spans} value={span} onChange={event => setSpan(event.currentTarget.value)} />}
    >
      <Outcome what="summary" rows={data?.integrationSummary} loading={loading} error={error} onRetry={() => void refetch()}>
        {providers =>
          providers.length === 0 ? (
            <Empty title="No calls" words="No provider was called in this time." />
          ) : (
            <SummaryTable providers={providers} />
          )
        }
      </Outcome>
    </Section>
  );
}
