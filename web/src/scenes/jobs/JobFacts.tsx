import { Progress } from '@mantine/core';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { exact } from '../../moment.js';
import { Flash } from '../../parts/Flash.js';
import { Facts } from '../settings/list/Facts.js';
import { JobTag, triesOf } from './JobRow.js';

const JobFacts_job = graphql(`
  fragment JobFacts_job on Job {
    id
    name
    state
    attempts
    retryLimit
    reason
    progress
    subjectId
    requestId
    cause
    createdAt
    dueAt
    startedAt
    endedAt
  }
`);

/** What is known of a job. */
export function JobFacts(props: { job: FragmentType<typeof JobFacts_job> }) {
  const job = read(JobFacts_job, props.job);
  const at = (instant: string | null | undefined) => instant && exact(new Date(instant));
  return (
    <Facts
      facts={[
        ['Name', <code>{job.name}</code>],
        [
          'State',
          <Flash value={job.state}>
            <JobTag state={job.state} />
          </Flash>,
        ],
        ['Progress', job.progress !== null && job.state === 'RUNNING' && <Progress value={job.progress} mt={6} aria-label="How far it is" />],
        ['Tries', `${triesOf(job.attempts)}, at most ${job.retryLimit + 1}`],
        ['Why it failed', job.reason],
        ['Made', at(job.createdAt)],
        ['Due', at(job.dueAt)],
        ['Started', at(job.startedAt)],
        ['Ended', at(job.endedAt)],
        ['About', <code>{job.subjectId}</code>],
        ['Request', <code>{job.requestId}</code>],
        ['Caused by', job.cause && <code>{job.cause}</code>],
      ]}
    />
  );
}
