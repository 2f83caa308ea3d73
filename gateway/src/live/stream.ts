import { Redis } from 'ioredis';
import type { Log } from '@deskgraph/kit';
import type { LiveEvent } from './feed.js';

const blockMs = 2000;
/** A Redis that says nothing for this long is left, and sought again. */
const patienceMs = 5000;
const mostAtOnce = 1000;

type Entry = readonly [id: string, fields: readonly string[]];

/** What to read, from where on, and who is told. */
interface StreamOptions {
  readonly url: string;
  /** Which house's: others may share the Redis. */
  readonly house: string;
  readonly log: Log;
  readonly from: () => number;
  readonly told: (events: readonly LiveEvent[]) => void;
}

/** The stream while it is followed. */
export interface Stream {
  /** Whether Redis is there. */
  readonly up: boolean;
  close(): Promise<void>;
}

/** Reads ordered events as the sequencer appends them, each under the id `<position>-0`. It may miss some and lose its connection: whoever is told checks the positions. */
export function openStream({ url, house, log, told, from }: StreamOptions): Stream {
  const redis = new Redis(url, { maxRetriesPerRequest: null, socketTimeout: patienceMs, retryStrategy: times => Math.min(100 * 2 ** times, 3000) });
  redis.on('error', (error: unknown) => log.warn({ error }, 'the live stream in Redis is not there; Postgres is asked instead'));
  let closed = false;
  let ended = false;

  const follow = async (): Promise<void> => {
    let seen = from();
    while (!closed) {
      const answer = (await redis.xread('COUNT', mostAtOnce, 'BLOCK', blockMs, 'STREAMS', `deskgraph:live:${house}`, `${Math.max(seen, from())}-0`)) as [string, Entry[]][] | null;
      const events = (answer?.[0]?.[1] ?? []).map(eventOf);
      seen = events.at(-1)?.position ?? from(); // a stream that begins anew is found again
      if (events.length > 0) told(events);
    }
  };
  const following = follow().catch((error: unknown) => {
    ended = true;
    if (!closed) log.error({ error }, 'the live stream ended; Postgres is asked instead');
  });

  return {
    get up() {
      return redis.status === 'ready' && !ended;
    },
    async close() {
      closed = true;
      redis.disconnect();
      await following;
    },
  };
}

function eventOf([, fields]: Entry): LiveEvent {
  const pairs = fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? ''] as const] : []));
  const { position = '0', organizationId = '', topic = '', subjectId = '', relatedIds = '' } = Object.fromEntries(pairs) as Record<string, string>;
  return { position: Number(position), organizationId, topic, subjectId, relatedIds: relatedIds === '' ? [] : relatedIds.split(',') };
}
