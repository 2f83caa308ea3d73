import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { DependencyState } from '../../gql/graphql.js';
import { Outcome } from '../../parts/Outcome.js';
import { Row, Rows, Section } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { readable } from '../../rights.js';

const HealthSection_query = graphql(`
  query HealthSection {
    dependencies {
      name
      state
      detail
      figures {
        name
        value
      }
    }
  }
`);

const order: readonly DependencyState[] = ['DOWN', 'DEGRADED', 'SANDBOX', 'OFF', 'OK'];
const tags = {
  DOWN: ['bad', 'Down'],
  DEGRADED: ['warn', 'Behind'],
  SANDBOX: ['accent', 'Sandbox'],
  OFF: ['plain', 'Off'],
  OK: ['good', 'OK'],
} as const satisfies Record<DependencyState, readonly [string, string]>;

/** How everything is that the work depends on, what is not well first; asked again every quarter of a minute. */
export function HealthSection() {
  const { data, loading, error, refetch } = useQuery(HealthSection_query, { pollInterval: 15_000, fetchPolicy: 'cache-and-network' });
  return (
    <Section id="health" title="Health" lead="What your work depends on: the database, the clock, each part of the house, and the providers.">
      <Outcome what="health" rows={data?.dependencies} loading={loading} error={error} onRetry={() => void refetch()}>
        {dependencies => (
          <Rows label="Health">
            {[...dependencies]
              .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
              .map(({ name, state, detail, figures }) => {
                const [tone, words] = tags[state];
                return (
                  <Row
                    key={name}
                    title={name}
                    tags={<Tag tone={tone}>{words}</Tag>}
                    detail={detail}
                    facts={figures.length > 0 && <span>{figures.map(figure => `${readable(figure.name).toLowerCase()} ${figure.value.toLocaleString()}`).join(' · ')}</span>}
                  />
                );
              })}
          </Rows>
        )}
      </Outcome>
    </Section>
  );
}
