import type { Subgraph } from '@deskgraph/kit';
import type { Queue } from 'pg-boss';
import { sweepJob } from './sweep.js';

/** A room's job as a queue: named `room.job`, with a dead-letter queue beside it. */
export interface QueueOf {
  readonly name: string;
  readonly options: Omit<Queue, 'name'>;
}

/** The queues of the house itself, and those of every room, each dead-letter queue before the one that fills it. */
export function queuesOf(subgraphs: readonly Subgraph<never>[]): QueueOf[] {
  const own = { name: sweepJob.name, options: { retryLimit: 2, expireInSeconds: 900, retentionSeconds: 86_400, deleteAfterSeconds: 86_400 } };
  const rooms = subgraphs.flatMap(({ jobs = {} }) =>
    Object.entries(jobs).flatMap(([name, job]) => [
      { name: `${name}.dead`, options: { retentionSeconds: 30 * 86_400 } },
      {
        name,
        options: {
          retryLimit: job.retryLimit,
          retryDelay: job.retryDelaySeconds,
          retryBackoff: true,
          retryDelayMax: 3600,
          expireInSeconds: job.expireInSeconds,
          retentionSeconds: 14 * 86_400,
          deleteAfterSeconds: 7 * 86_400,
          deadLetter: `${name}.dead`,
          notify: true,
        },
      },
    ]),
  );
  return [own, ...rooms];
}
