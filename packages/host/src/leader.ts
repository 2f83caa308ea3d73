import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@deskgraph/kit';
import pg from 'pg';

/** Work that one process of all does at a time. */
export interface LeadOptions {
  readonly url: string;
  /** What is led; processes that name the same take turns. */
  readonly name: string;
  readonly log: Log;
  /** Does the work over the connection that holds the lock, until `until` aborts. A throw gives up the lead; it is sought again. */
  readonly lead: (client: pg.Client, until: AbortSignal) => Promise<void>;
}

/** A leader asks its connection for something each quarter of a minute at the least. One that stands still has lost its lead after this long. */
const stillSeconds = 30;
const [leastPauseMs, mostPauseMs] = [200, 3000];
const askMs = 500;

/**
 * Leads as soon as nobody else does. The lead is a session lock: it is lost with its connection, and then another process has it within half a
 * second; whoever stands still keeps the connection, and loses it after half a minute. While Postgres is away it is sought ever more slowly.
 */
export function followLock({ url, name, log, lead }: LeadOptions): { close(): Promise<void> } {
  const closing = new AbortController();

  const turn = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url, application_name: name, keepAlive: true, connectionTimeoutMillis: 3000, pipeline: true });
    const lost = new AbortController();
    client.on('error', error => { log.debug({ error, lead: name }, 'the connection of a leader is lost'); });
    client.once('end', () => { lost.abort(); });
    try {
      await client.connect();
      await client.query(`set idle_session_timeout = '${String(stillSeconds)}s'`);
      while (!(await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', [name])).rows[0]?.mine) {
        await sleep(askMs, undefined, { signal: AbortSignal.any([closing.signal, lost.signal]) });
      }
      await lead(client, AbortSignal.any([closing.signal, lost.signal]));
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const follow = async (): Promise<void> => {
    for (let pause = leastPauseMs; !closing.signal.aborted; pause = Math.min(pause * 2, mostPauseMs)) {
      const started = Date.now();
      await turn().catch((error: unknown) => { if (!closing.signal.aborted) log.warn({ error, lead: name }, 'a leader was interrupted'); });
      if (Date.now() - started > mostPauseMs) pause = leastPauseMs;
      await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const following = follow();
  return {
    async close() {
      closing.abort();
      await following;
    },
  };
}
