import type { Log } from '@deskgraph/kit';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { followLock } from './leader.js';

/** How events get their order. */
export interface SequencerOptions {
  /** As the login `sequencer`. */
  readonly url: string;
  /** A Redis whose stream gateways read; null: they read Postgres. */
  readonly redisUrl: string | null;
  readonly log: Log;
}

/** The sequencer of this process; of all processes one leads. */
export interface Sequencer {
  readonly leads: boolean;
  close(): Promise<void>;
}

interface Ordered {
  readonly position: string;
  readonly organization_id: string;
  readonly topic: string;
  readonly subject_id: string;
  readonly related_ids: readonly string[];
}

const batch = 1000;
const pollMs = 1000;
/** Entries the stream keeps: readers that are further behind ask Postgres. */
const streamLength = 10_000;
/** Events on their way to Redis at the most: one that does not answer is told no more, and is given up after this long. */
const [mostUntold, patienceMs] = [10_000, 5000];

/**
 * Gives committed events the next positions, by id within a batch. The head row is locked in the same transaction: positions have no gap, none is
 * used twice, and a leader that was taken for dead cannot order beside the next one. The wake-up names the topics, so that it wakes nobody for nothing.
 */
const order = `
  with head as (select position from platform.head for update),
  fresh as (
    select organization_id, id, row_number() over (order by id) as place
    from (select organization_id, id from platform.event where position is null order by id limit ${String(batch)}) oldest),
  ordered as (
    update platform.event e set position = head.position + fresh.place from fresh, head
    where e.organization_id = fresh.organization_id and e.id = fresh.id and e.position is null
    returning e.position, e.organization_id, e.topic, e.subject_id, e.related_ids),
  told as (select string_agg(distinct topic, ' ') as topics from ordered),
  moved as (update platform.head set position = (select max(position) from ordered) where exists (select from ordered)
    returning pg_notify('live', (select case when length(topics) < 7000 then topics else '' end from told)))
  select ordered.* from ordered left join moved on true order by ordered.position`;

/** Orders events as long as this process leads; waits for its turn otherwise. */
export function openSequencer({ url, redisUrl, log }: SequencerOptions): Sequencer {
  const redis = redisUrl === null ? null : new Redis(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false, socketTimeout: patienceMs, retryStrategy: times => Math.min(100 * 2 ** times, 3000) });
  redis?.on('error', (error: unknown) => { log.warn({ error }, 'Redis is not there: gateways read Postgres'); });
  let leads = false;
  let untold = 0;

  const lead = async (client: pg.Client, until: AbortSignal): Promise<void> => {
    leads = true;
    let awake = Promise.withResolvers<undefined>();
    const wake = (): void => { awake.resolve(undefined); };
    const poll = setInterval(wake, pollMs);
    until.addEventListener('abort', wake, { once: true });
    client.on('notification', wake);
    try {
      await client.query('listen fresh');
      const { rows: [head] } = await client.query<{ house: string }>('select house from platform.head');
      const stream = `deskgraph:live:${head?.house ?? ''}`;
      while (!until.aborted) {
        awake = Promise.withResolvers();
        const { rows } = await client.query<Ordered>(order);
        if (redis && rows.length > 0 && untold < mostUntold) {
          untold += rows.length;
          void tell(redis, stream, rows, log).finally(() => { untold -= rows.length; });
        }
        if (rows.length < batch) await awake.promise;
      }
    } finally {
      leads = false;
      clearInterval(poll);
    }
  };

  const following = followLock({ url, name: 'deskgraph-sequencer', log, lead });
  return {
    get leads() {
      return leads;
    },
    async close() {
      await following.close();
      redis?.disconnect();
    },
  };
}

/** Appends to the house's stream without waiting: a reader that misses an entry sees the gap. A stream that is ahead is of a past that was taken back. */
async function tell(redis: Redis, stream: string, events: readonly Ordered[], log: Log): Promise<void> {
  const pipeline = redis.pipeline();
  for (const { position, organization_id, topic, subject_id, related_ids } of events) {
    const fields = ['position', position, 'organizationId', organization_id, 'topic', topic, 'subjectId', subject_id, 'relatedIds', related_ids.join(',')];
    pipeline.xadd(stream, 'MAXLEN', '~', streamLength, `${position}-0`, ...fields);
  }
  try {
    const answers = await pipeline.exec();
    if (answers?.some(([error]) => error?.message.includes('equal or smaller'))) await redis.del(stream);
  } catch (error) {
    log.debug({ error }, 'Redis was not told');
  }
}
