import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openContext, systemViewer, traced, transactAs, type Consumer, type HouseEvent, type Log, type Transaction } from '@deskgraph/kit';
import type pg from 'pg';
import type { OpenRoom } from './house.js';
import { followLock } from './leader.js';
import { reasonOf } from './reason.js';

/** What consumers need: the rooms that declare them, and the login `worker`, which reads events across organizations. */
export interface ConsumerOptions {
  readonly rooms: readonly OpenRoom[];
  readonly url: string;
  readonly log: Log;
}

/** One consumer at work. */
interface Work {
  readonly name: string;
  readonly consumer: Consumer;
  readonly room: OpenRoom;
  readonly client: pg.Client;
  readonly until: AbortSignal;
  readonly log: Log;
}

interface Parked extends HouseEvent {
  readonly parkedId: string;
}

const batch = 100;
/** Events of one organization that share a commit at the most. */
const shared = 25;
const pollMs = 1000;
/** How often an event is tried before it is parked, and how long is waited in between: 3 s in all. */
const tries = 5;
const firstWaitMs = 100;

const columns = (position: string) => `organization_id as "organizationId", ${position}, position, topic, subject_id as "subjectId", related_ids as "relatedIds",
  actor_id as "actorId", cause, request_id as "requestId", at`;

/** Works off events for the consumers of every room; of all processes one works for a room at a time. */
export function openConsumers({ rooms, url, log }: ConsumerOptions): { close(): Promise<void> } {
  const following = rooms.flatMap(room => {
    const consumers = Object.entries(room.subgraph.consumers ?? {});
    if (consumers.length === 0) return [];
    const lead = async (client: pg.Client, until: AbortSignal): Promise<void> => {
      await client.query('listen live; listen parked');
      const failed = new AbortController();
      const both = AbortSignal.any([until, failed.signal]);
      const loops = consumers.map(([name, consumer]) => consume({ name, consumer, room, client, until: both, log }));
      await Promise.all(loops).finally(() => { failed.abort(); });
    };
    return [followLock({ url, name: `deskgraph-consumers-${room.subgraph.name}`, log, lead })];
  });
  return {
    async close() {
      await Promise.all(following.map(one => one.close()));
    },
  };
}

/** One consumer's loop, until somebody else leads. Events of other topics do not wake it: its cursor passes them within a second, or with the next of its own. */
async function consume(work: Work): Promise<void> {
  const { name, consumer, client, until } = work;
  let awake = Promise.withResolvers<undefined>();
  const wake = (): void => { awake.resolve(undefined); };
  const poll = setInterval(wake, pollMs);
  const hear = ({ channel, payload = '' }: pg.Notification): void => {
    if (channel !== 'live' || payload === '' || payload.split(' ').some(topic => consumer.topics.includes(topic))) wake();
  };
  client.on('notification', hear);
  until.addEventListener('abort', wake, { once: true });
  try {
    const { rows: [known] } = await client.query<{ position: string }>('select position from platform.consumer where name = $1', [name]);
    if (!known) throw new Error(`The consumer ${name} has no cursor: run the migrations.`);
    let cursor = known.position;
    while (!until.aborted) {
      awake = Promise.withResolvers();
      await retryParked(work);
      const { next, full } = await advance(work, cursor);
      cursor = next;
      if (!full) await awake.promise;
    }
  } finally {
    clearInterval(poll);
    client.off('notification', hear);
  }
}

/** Deals with the next events after the cursor; answers the new one, and whether there may be more. */
async function advance(work: Work, cursor: string): Promise<{ next: string; full: boolean }> {
  const { name, consumer, client, until } = work;
  const { rows: [head] } = await client.query<{ position: string }>('select position from platform.head');
  const { rows } = await client.query<HouseEvent>(
    `select ${columns('id')} from platform.event where position > $1 and position <= $2 and topic = any($3) order by position limit ${String(batch)}`,
    [cursor, head?.position ?? cursor, consumer.topics],
  );
  let next = cursor;
  for (let at = 0; at < rows.length; ) {
    if (until.aborted) return { next, full: false };
    const together = neighbours(rows, at);
    if (together.length === 1 || !(await dealTogether(work, next, together))) for (const event of together) next = await deal(work, next, event);
    else next = together.at(-1)?.position ?? next;
    at += together.length;
  }
  const full = rows.length === batch;
  const end = head?.position ?? next;
  if (full || end === next) return { next, full };
  await client.query('update platform.consumer set position = $2 where name = $1 and position = $3', [name, end, next]);
  return { next: end, full: false };
}

/** The events from a place on that follow each other in one organization, some at the most: they may share a commit. */
function neighbours(events: readonly HouseEvent[], from: number): readonly HouseEvent[] {
  const some = events.slice(from, from + shared);
  const stranger = some.findIndex(({ organizationId }) => organizationId !== some[0]?.organizationId);
  return stranger === -1 ? some : some.slice(0, stranger);
}

/** Has the effects of several events in one transaction; false, and nothing done, when one of them fails: then each is dealt with alone. */
async function dealTogether(work: Work, cursor: string, events: readonly HouseEvent[]): Promise<boolean> {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return true;
  return inRoom(work, first, async tx => {
    await move(tx, work.name, cursor, last.position);
    const someBehind = await isAnyBehind(tx, work.name, events);
    for (const event of events) {
      const own = { ...tx, requestId: event.requestId, work: { ...tx.work, cause: event.id } };
      await (someBehind ? effect(own, work, event) : work.consumer.run(own, event));
    }
    return true;
  }).catch(async () => {
    await reach(work, first);
    return false;
  });
}

/** Has one event's effect and moves the cursor, or parks the event where it may not or cannot be had. Answers the new cursor. */
async function deal(work: Work, cursor: string, event: HouseEvent): Promise<string> {
  const { name, log } = work;
  const failure = await tried(work, event, async tx => {
    await move(tx, name, cursor, event.position);
    await effect(tx, work, event);
  });
  if (failure === null) return event.position;
  await inRoom(work, event, async tx => {
    await move(tx, name, cursor, event.position);
    await park(tx, name, event, { behind: false, attempts: tries, reason: reasonOf(failure.error) });
  });
  log.error({ consumer: name, topic: event.topic, eventId: event.id, error: failure.error }, 'an event is parked');
  return event.position;
}

async function effect(tx: Transaction, { name, consumer }: Work, event: HouseEvent): Promise<void> {
  if (await isBehind(tx, name, event)) await park(tx, name, event, { behind: true, attempts: 0, reason: null });
  else await consumer.run(tx, event);
}

/** Moves a cursor. Throws when it does not stand where it was: another process works for this consumer. */
async function move(tx: Transaction, consumer: string, from: string, to: string): Promise<void> {
  const [, moved] = await tx.db.query<[unknown, number]>('update platform.consumer set position = $2 where name = $1 and position = $3', [consumer, to, from]);
  if (moved === 0) throw new Error(`Another process works for ${consumer}.`);
}

/** Whether an earlier event of the same subject has not been dealt with: this one must not overtake it. */
function isBehind(tx: Transaction, consumer: string, event: HouseEvent): Promise<boolean> {
  return isAnyBehind(tx, consumer, [event]);
}

async function isAnyBehind(tx: Transaction, consumer: string, events: readonly HouseEvent[]): Promise<boolean> {
  const unsettled = `select from platform.parked where consumer = $1 and subject_id = any($2) and state in ('PARKED', 'RETRYING') limit 1`;
  return (await tx.db.query<unknown[]>(unsettled, [consumer, events.map(({ subjectId }) => subjectId)])).length > 0;
}

async function park(tx: Transaction, consumer: string, event: HouseEvent, how: { behind: boolean; attempts: number; reason: string | null }): Promise<void> {
  const { organizationId, position, id, topic, subjectId, relatedIds, actorId, cause, requestId, at } = event;
  await tx.db.query(
    `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, cause, request_id, at, behind, attempts, reason, state, parked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'PARKED', $16)`,
    [organizationId, tx.newId(), consumer, position, id, topic, subjectId, relatedIds, actorId, cause, requestId, at, how.behind, how.attempts, how.reason, tx.now()],
  );
}

/**
 * Tries what somebody asked to be tried again, in order, and what stands behind an event that is over since; what still fails is parked anew, with
 * what stands behind it.
 */
async function retryParked(work: Work): Promise<void> {
  const { rows } = await work.client.query<{ organizationId: string; id: string }>(
    `select organization_id as "organizationId", id from platform.parked p where consumer = $1 and (state = 'RETRYING' or (state = 'PARKED' and behind and not ${earlier(`'PARKED', 'RETRYING'`)}))
     order by position limit ${String(batch)}`,
    [work.name],
  );
  for (const { organizationId, id } of rows) {
    if (work.until.aborted) return;
    const parked = await inRoom(work, { organizationId, id, requestId: id }, tx => claim(tx, id));
    if (!parked) continue;
    const failure = await tried(work, parked, async tx => {
      const [, mine] = await tx.db.query<[unknown, number]>(`update platform.parked set state = 'DONE', settled_at = $2, attempts = attempts + 1, reason = null where id = $1 and state = 'RETRYING'`, [id, tx.now()]);
      if (mine > 0) await work.consumer.run(tx, parked);
    });
    if (failure === null) continue;
    await inRoom(work, parked, async tx => {
      await tx.db.query(`update platform.parked set state = 'PARKED', behind = false, attempts = attempts + $2, reason = $3 where id = $1 and state = 'RETRYING'`, [id, tries, reasonOf(failure.error)]);
    });
  }
}

/** A row that may be tried; null when it is no longer wanted, or an earlier one of its subject still stands in its way and it waits behind that again. */
async function claim(tx: Transaction, id: string): Promise<Parked | null> {
  const [row] = await tx.db.query<(Parked & { blocked: boolean })[]>(
    `select ${columns('event_id as id')}, id as "parkedId", ${earlier(`'PARKED'`)} as blocked
     from platform.parked p where id = $1 and (state = 'RETRYING' or behind and state = 'PARKED') for update`,
    [id],
  );
  if (!row) return null;
  await tx.db.query(`update platform.parked set state = $2, behind = behind or $3 where id = $1`, [id, row.blocked ? 'PARKED' : 'RETRYING', row.blocked]);
  return row.blocked ? null : row;
}

/** Tries work until it succeeds (null) or has failed often enough. A database that is lost or has no connection left is nobody's failure: it ends the loop, and the next leader goes on. */
async function tried(work: Work, event: HouseEvent, effect: (tx: Transaction) => Promise<void>): Promise<{ error: unknown } | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      await inRoom(work, event, effect);
      return null;
    } catch (error) {
      await reach(work, event);
      if (attempt === tries) return { error };
      work.log.info({ consumer: work.name, topic: event.topic, eventId: event.id, attempt, error }, 'an event will be tried again');
      await sleep(firstWaitMs * 2 ** attempt * (0.5 + randomInt(1000) / 1000), undefined, { signal: work.until });
    }
  }
}

/** SQL: whether an event of the same organization and subject stands before the row `p`, in one of these states. */
const earlier = (states: string): string =>
  `exists (select from platform.parked e where e.organization_id = p.organization_id and e.consumer = p.consumer and e.subject_id = p.subject_id and e.position < p.position and e.state in (${states}))`;

/** Asks the database for nothing, as the event would; throws where even that is too much. */
async function reach(work: Work, event: HouseEvent): Promise<void> {
  await work.client.query('select 1');
  await inRoom(work, event, tx => tx.db.query('select 1'));
}

async function inRoom<T>({ name, room: { databases, tools } }: Work, { organizationId, id, requestId }: Pick<HouseEvent, 'organizationId' | 'id' | 'requestId'>, run: (tx: Transaction) => Promise<T>): Promise<T> {
  const { ctx, session } = openContext(databases, tools, systemViewer(organizationId), requestId);
  try {
    return await traced(`consume ${name}`, { request_id: requestId }, () => transactAs(ctx, organizationId, id, run));
  } finally {
    await session.commit();
  }
}
