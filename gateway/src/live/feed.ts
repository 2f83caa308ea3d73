import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '@deskgraph/kit';
import { openStream } from './stream.js';

/** One committed event, as the gateway may know it: ids, never data. */
export interface LiveEvent {
  /** Its place among all events of the house, from 1 on without a gap. */
  readonly position: number;
  readonly organizationId: string;
  readonly topic: string;
  readonly subjectId: string;
  readonly relatedIds: readonly string[];
}

/** The event log as the gateway follows it. */
export interface Feed {
  /** The newest position dealt with. */
  readonly position: number;
  /** Whether the log still holds everything after this position. */
  holds(position: number): Promise<boolean>;
  /** An organization's events, or with null everybody's, after a position that concern any of these, oldest first, `limit` at most. */
  since(position: number, organizationId: string | null, subjectIds: readonly string[], limit: number): Promise<LiveEvent[]>;
  /** An organization's events of these nouns after a position and up to another, oldest first, `limit` at most. */
  about(after: number, upTo: number, organizationId: string, nouns: readonly string[], limit: number): Promise<LiveEvent[]>;
  close(): Promise<void>;
}

/** Where events come from, and who hears of them: batches in order, each after the one before was dealt with. */
export interface FeedOptions {
  readonly databaseUrl: string;
  /** A Redis that the sequencer tells too; it spares Postgres the reading. Null: Postgres alone. */
  readonly redisUrl: string | null;
  readonly log: Log;
  readonly hear: (events: readonly LiveEvent[]) => Promise<void>;
}

const batch = 1000;
const reconnectMs = 500;
/** How often the log is read unasked, since a wake-up may be lost with its connection: ten times as often while Redis is away. */
const pollMs = 1000;
const limits = { connectionTimeoutMillis: 3000, statement_timeout: 5000, keepAlive: true };
const columns = `position::float8 as position, organization_id as "organizationId", topic, subject_id as "subjectId", related_ids as "relatedIds"`;

/** Follows the log from its newest event on. Loses nothing when a connection is: positions have no gaps, so it knows what it has not seen. */
export async function openFeed({ databaseUrl, redisUrl, log, hear }: FeedOptions): Promise<Feed> {
  const pool = new pg.Pool({ connectionString: databaseUrl, application_name: 'deskgraph-live', max: 3, ...limits });
  pool.on('error', error => log.warn({ error }, 'idle live connection lost'));
  const { rows: [head] } = await pool.query<{ position: number; house: string }>('select position::float8 as position, house from platform.head');
  let position = head?.position ?? 0;
  let closed = false;
  let working: Promise<void> | undefined;
  let again = false;

  const take = async (events: readonly LiveEvent[]): Promise<void> => {
    await hear(events);
    position = events.at(-1)?.position ?? position;
  };
  const read = async (): Promise<void> => {
    for (let full = true; full && !closed; ) {
      const { rows } = await pool.query<LiveEvent>(`select ${columns} from platform.event where position > $1 order by position limit ${batch}`, [position]);
      if (rows.length > 0) await take(rows);
      full = rows.length === batch;
    }
  };
  const work = (first: () => Promise<void>): void => {
    working = (async () => {
      await first();
      while (again && !closed) {
        again = false;
        await read();
      }
    })()
      .catch((error: unknown) => log.warn({ error }, 'the event log could not be read'))
      .finally(() => (working = undefined));
  };
  /** One reader at a time; who wakes it meanwhile makes it look once more. */
  const wake = (): void => {
    if (working) again = true;
    else if (!closed) work(read);
  };
  /** What Redis brings is taken as it is where it follows on; anything else is read from Postgres, which knows. */
  const told = (events: readonly LiveEvent[]): void => {
    const fresh = events.filter(event => event.position > position);
    const follows = fresh.every((event, index) => event.position === position + 1 + index);
    if (working || !follows) wake();
    else if (fresh.length > 0 && !closed) work(() => take(fresh));
  };

  /** Waits a moment for a position that another gateway has told of already; one that nobody has given is not waited for. */
  const reach = async (asked: number): Promise<void> => {
    const { rows: [head] } = await pool.query<{ position: number }>('select position::float8 as position from platform.head');
    if (asked > (head?.position ?? 0)) return;
    for (let left = 40; asked > position && left > 0; left--) {
      wake();
      await sleep(50);
    }
  };

  const listener = redisUrl === null ? listen({ databaseUrl, log, wake }) : null;
  const stream = redisUrl === null ? null : openStream({ url: redisUrl, house: head?.house ?? '', log, told, from: () => position });
  await listener?.ready;
  let ticks = 0;
  const poll = setInterval(() => {
    if (++ticks % 10 === 0 || stream?.up === false) wake();
  }, pollMs / 10);
  poll.unref();

  return {
    get position() {
      return position;
    },
    async holds(asked) {
      if (asked > position) await reach(asked);
      if (asked >= position) return asked === position;
      const { rows: [oldest] } = await pool.query<{ position: number | null }>('select min(position)::float8 as position from platform.event');
      return oldest?.position != null && oldest.position <= asked + 1;
    },
    async since(asked, organizationId, subjectIds, limit) {
      const concerning = `select ${columns} from platform.event where position > $1 and organization_id = coalesce($2, organization_id) and (subject_id = any($3::uuid[]) or related_ids && $3::uuid[]) order by position limit $4`;
      return (await pool.query<LiveEvent>(concerning, [asked, organizationId, subjectIds, limit])).rows;
    },
    async about(after, upTo, organizationId, nouns, limit) {
      const told = `select ${columns} from platform.event where position > $1 and position <= $2 and organization_id = $3 and split_part(topic, '.', 1) = any($4) order by position limit $5`;
      return (await pool.query<LiveEvent>(told, [after, upTo, organizationId, nouns, limit])).rows;
    },
    async close() {
      closed = true;
      clearInterval(poll);
      await Promise.all([listener?.close(), stream?.close(), working]);
      await pool.end();
    },
  };
}

/** Hears the sequencer's wake-ups, over a connection of its own that is made again whenever it is lost. */
function listen({ databaseUrl, log, wake }: { databaseUrl: string; log: Log; wake: () => void }): { ready: Promise<void>; close(): Promise<void> } {
  let client: pg.Client | undefined;
  let closed = false;
  const later = (): void => {
    if (!closed) setTimeout(() => void connect().catch(later), reconnectMs).unref();
  };
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: 'deskgraph-live-listener', ...limits });
    fresh.on('error', error => log.warn({ error }, 'the connection that hears of events is lost'));
    fresh.on('notification', wake);
    await fresh.connect();
    fresh.once('end', later);
    client = fresh;
    await fresh.query('listen live');
    wake(); // what happened while nobody listened
  };
  return {
    ready: connect(),
    async close() {
      closed = true;
      await client?.end();
    },
  };
}
