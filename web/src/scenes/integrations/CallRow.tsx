import { useViewer } from '../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import type { IntegrationOutcome } from '../../gql/graphql.js';
import { Moment } from '../../parts/Moment.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { TextLink } from '../../parts/TextLink.js';

const CallRow_call = graphql(`
  fragment CallRow_call on IntegrationCall {
    id
    provider
    operation
    outcome
    status
    attempts
    durationMs
    detail
    at
    requestId
    job {
      id
    }
  }
`);

const tags = {
  OK: ['good', 'Done'],
  REFUSED: ['bad', 'Refused'],
  TIMEOUT: ['bad', 'No answer in time'],
  UNAVAILABLE: ['bad', 'Not reached'],
  NOT_CONFIGURED: ['warn', 'Not set up'],
} as const satisfies Record<IntegrationOutcome, readonly [string, string]>;

/** One call to a provider: what was asked, how it ended, how long it took. */
export function CallRow(props: { call: FragmentType<typeof CallRow_call> }) {
  const { provider, operation, outcome, status, attempts, durationMs, detail, at, requestId, job } = read(CallRow_call, props.call);
  const { may } = useViewer();
  const [tone, words] = tags[outcome];
  return (
    <Row
      title={`${provider} · ${operation}`}
      tags={<Tag tone={tone}>{words}</Tag>}
      detail={
        <>
          {durationMs.toLocaleString()} ms, {attempts === 1 ? 'one try' : `${attempts} tries`}
          {status !== null && `, status ${status}`} · <code>{requestId}</code>
        </>
      }
      facts={
        <>
          {job && may('job.read') && <TextLink to={`/settings/jobs?open=${job.id}`}>Job</TextLink>}
          <Moment at={at} />
        </>
      }
      note={detail}
    />
  );
}
