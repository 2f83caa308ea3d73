import { type FragmentType, graphql, read } from '../../gql/index.js';
import type { JobState } from '../../gql/graphql.js';
import { Moment } from '../../parts/Moment.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { Opener } from '../settings/list/Opener.js';

const JobRow_job = graphql(`
  fragment JobRow_job on Job {
    id
    name
    state
    attempts
    reason
    progress
    dueAt
    createdAt
    endedAt
  }
`);

const tags = {
  QUEUED: ['plain', 'Waiting'],
  RUNNING: ['accent', 'Running'],
  RETRYING: ['warn', 'Retrying'],
  DEAD: ['bad', 'Failed'],
  DONE: ['good', 'Done'],
  DISCARDED: ['plain', 'Given up'],
} as const satisfies Record<JobState, readonly [string, string]>;

/** How far a job is, in a word. */
export function JobTag({ state }: { state: JobState }) {
  const [tone, words] = tags[state];
  return <Tag tone={tone}>{words}</Tag>;
}

/** How often a job was tried, in words. */
export const triesOf = (attempts: number): string => (attempts === 0 ? 'not started yet' : attempts === 1 ? 'tried once' : `tried ${attempts} times`);

/** One job. */
export function JobRow({ onOpen, ...props }: { job: FragmentType<typeof JobRow_job>; onOpen: () => void }) {
  const { name, state, attempts, reason, progress, dueAt, createdAt, endedAt } = read(JobRow_job, props.job);
  const isOpen = state === 'QUEUED' || state === 'RETRYING';
  const isFailed = state === 'DEAD' || state === 'RETRYING';
  return (
    <Row
      title={
        <Opener onOpen={onOpen}>
          <code>{name}</code>
        </Opener>
      }
      tags={<JobTag state={state} />}
      detail={
        <>
          {triesOf(attempts)}
          {isFailed && reason && ` · ${reason}`}
          {state === 'RUNNING' && progress !== null && ` · ${progress} %`}
        </>
      }
      facts={
        <span>
          {isOpen ? 'due ' : endedAt ? 'ended ' : 'made '}
          <Moment at={isOpen ? dueAt : (endedAt ?? createdAt)} />
        </span>
      }
    />
  );
}
