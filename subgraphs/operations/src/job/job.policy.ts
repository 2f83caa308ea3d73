import type { Policy } from '@deskgraph/kit';
import { JobState, type Job } from './job.entity.js';

const open: readonly JobState[] = [JobState.QUEUED, JobState.RETRYING, JobState.DEAD];

/** What may be done to a job, and by whom. `read` has a twin in SQL: `jobs().visible()`. */
export const jobPolicy = {
  read: viewer => viewer.may('job.read'),
  retry: (viewer, job) => viewer.may('job.retry') && job.state === JobState.DEAD,
  discard: (viewer, job) => viewer.may('job.discard') && open.includes(job.state),
} satisfies Policy<Job>;
