import { type FragmentType, graphql, read } from '../../gql/index.js';
import type { DependencyState } from '../../gql/graphql.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { readable } from '../../rights.js';

const HealthRow_dependency = graphql(`
  fragment HealthRow_dependency on Dependency {
    name
    state
    detail
    figures {
      name
      value
    }
  }
`);

const tags = {
  DOWN: ['bad', 'Down'],
  DEGRADED: ['warn', 'Behind'],
  SANDBOX: ['accent', 'Sandbox'],
  OFF: ['plain', 'Off'],
  OK: ['good', 'OK'],
} as const satisfies Record<DependencyState, readonly [string, string]>;

/** One thing the work depends on, and how it is. */
export function HealthRow(props: { dependency: FragmentType<typeof HealthRow_dependency> }) {
  const { name, state, detail, figures } = read(HealthRow_dependency, props.dependency);
  const [tone, words] = tags[state];
  return (
    <Row
      title={name.charAt(0).toUpperCase() + name.slice(1)}
      tags={<Tag tone={tone}>{words}</Tag>}
      detail={detail}
      facts={figures.length > 0 && <span>{figures.map(figure => `${readable(figure.name).toLowerCase()} ${figure.value.toLocaleString()}`).join(' · ')}</span>}
    />
  );
}
