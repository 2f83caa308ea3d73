import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { DependencyState } from '../../gql/graphql.js';
import { Outcome } from '../../parts/Outcome.js';
import { Rows, Section } from '../../parts/Section.js';
import { HealthRow } from './HealthRow.js';
import classes from './HealthSection.module.css';

const HealthSection_query = graphql(`
  query HealthSection {
    dependencies {
      name
      state
      ...HealthRow_dependency
    }
  }
`);

const worstFirst: readonly DependencyState[] = ['DOWN', 'DEGRADED', 'SANDBOX', 'OFF'];

/** How everything is that the work depends on; asked again every quarter of a minute. What is well is folded away. */
export function HealthSection() {
  const { data, loading, error, refetch } = useQuery(HealthSection_query, { pollInterval: 15_000, fetchPolicy: 'cache-and-network' });
  const rowsOf = (states: readonly DependencyState[]) => states.flatMap(state => data?.dependencies?.filter(one => one.state === state) ?? []);
  const [notable, well] = [rowsOf(worstFirst), rowsOf(['OK'])];
  return (
    <Section id="health" title="Health" lead="What your work depends on: the database, the clock, each part of the house, and the providers.">
      <Outcome what="health" rows={data?.dependencies} loading={loading} error={error} onRetry={() => void refetch()}>
        {() => (
          <>
            {notable.length > 0 && (
              <Rows label="To be looked at">
                {notable.map(one => (
                  <HealthRow key={one.name} dependency={one} />
                ))}
              </Rows>
            )}
            <details className={classes.well} open={notable.length === 0}>
              <summary>{well.length === 1 ? 'One thing is well' : `${well.length} things are well`}</summary>
              <Rows label="Well">
                {well.map(one => (
                  <HealthRow key={one.name} dependency={one} />
                ))}
              </Rows>
            </details>
          </>
        )}
      </Outcome>
    </Section>
  );
}
