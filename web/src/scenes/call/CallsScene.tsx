import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallFilter, CallState } from '../../gql/graphql.js';
import { graphql } from '../../gql/index.js';
import { useLive } from '../../live/useLive.js';
import { Choice } from '../../parts/Choice.js';
import { DayField } from '../../parts/DayField.js';
import { More } from '../../parts/More.js';
import { Outcome } from '../../parts/Outcome.js';
import { Page } from '../../parts/Page.js';
import { Card, Empty } from '../../parts/Section.js';
import { type Column, Table } from '../../parts/Table.js';
import { dayAt, oneOf, useFilters } from '../../useFilters.js';
import { CallLine } from './CallLine.js';
import { callWords } from './CallTag.js';

const CallsScene_query = graphql(`
  query CallsScene($filter: CallFilter, $after: String) {
    calls(filter: $filter, first: 25, after: $after, orderBy: { field: STARTED_AT, direction: DESC }) {
      nodes {
        id
        ...CallLine_call
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const CallsScene_changed = graphql(`
  subscription CallsScene_changed($filter: CallFilter, $after: String) {
    callsChanged(filter: $filter, after: $after) {
      id
      kind
      call {
        id
        ...CallLine_call
      }
    }
  }
`);

const states = Object.keys(callWords) as CallState[];
const stateOptions = [{ value: '', label: 'Any state' }, ...states.map(value => ({ value, label: callWords[value].label }))];
const directions = [
  { value: '', label: 'Both ways' },
  { value: 'INBOUND', label: 'They called' },
  { value: 'OUTBOUND', label: 'We called' },
];
const columns: readonly Column[] = [
  { label: 'Call' },
  { label: 'State' },
  { label: 'Customer', isExtra: true },
  { label: 'Ticket', isExtra: true },
  { label: 'Lasted', isFigure: true, isExtra: true },
  { label: 'Began', isFigure: true },
  { label: 'Actions', isFigure: true, isSpoken: true },
];

/** All calls, as they happen. */
export function CallsScene() {
  const { values, isAny, set, clear } = useFilters('state', 'direction', 'from', 'until', 'zone');
  const state = oneOf(states, values.state);
  const direction = oneOf(['INBOUND', 'OUTBOUND'] as const, values.direction);
  const [from, before] = [dayAt(values.from, 0, values.zone), dayAt(values.until, 1, values.zone)];
  const filter: CallFilter = { ...(state && { state }), ...(direction && { direction }), ...(from && { from }), ...(before && { before }) };
  const asked = JSON.stringify(filter);
  const [paged, setPaged] = useState<string | null>(null);
  const [behind, setBehind] = useState<string | null>(null);
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(CallsScene_query, {
    variables: { filter },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const show = async () => {
    await refetch();
    setPaged(null);
    setBehind(null);
  };
  useLive(CallsScene_changed, {
    variables: { filter },
    onFrame: ({ callsChanged }) => {
      if (!callsChanged || callsChanged.kind === 'CHANGED') return;
      if (paged === asked) setBehind(asked); // what is being read further down is not taken away
      else void refetch();
    },
    onResync: () => void refetch(),
  });
  const rows = (data ?? (loading ? previousData : undefined))?.calls;
  return (
    <Page
      title="Calls"
      tools={
        <>
          <Choice label="State" options={stateOptions} value={values.state} onChoose={value => set('state', value)} />
          <Choice label="Direction" options={directions} value={values.direction} onChoose={value => set('direction', value)} />
          <DayField label="Began from" word="From" value={values.from} onChoose={day => set('from', day)} />
          <DayField label="Began until" word="until" value={values.until} zone={values.zone} onChoose={day => set('until', day)} />
          {isAny && (
            <Button variant="subtle" onClick={clear}>
              Clear filter
            </Button>
          )}
        </>
      }
    >
      <Card>
        <div role="status">
          {behind === asked && (
            <Button variant="light" radius={0} fullWidth onClick={() => void show()}>
              Something new: show it
            </Button>
          )}
        </div>
        <Outcome what="calls" rows={rows} loading={loading} error={error} onRetry={() => void refetch()}>
          {({ nodes, pageInfo, totalCount }) =>
            nodes.length === 0 ? (
              <Empty
                title={isAny ? 'No call matches' : 'No calls yet'}
                words={isAny ? 'Nothing happened so, then.' : 'Connect a switchboard, and they stand here while they ring.'}
                action={
                  isAny && (
                    <Button variant="default" onClick={clear}>
                      Clear filter
                    </Button>
                  )
                }
              />
            ) : (
              <>
                <Table label={`Calls, ${totalCount} in all`} columns={columns}>
                  {nodes.map(call => (
                    <CallLine key={call.id} call={call} />
                  ))}
                </Table>
                <More
                  page={pageInfo}
                  onMore={after => {
                    setPaged(asked);
                    return fetchMore({ variables: { after } });
                  }}
                />
              </>
            )
          }
        </Outcome>
      </Card>
    </Page>
  );
}
