import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log, Viewer } from '@deskgraph/kit';
import type { LiveEvent } from './feed.js';
import { sharersOf } from './identity.js';
import { openKnown, type Known } from './known.js';
import type { ChangeFrame } from './outlet.js';
import { usedBy } from './asked.js';
import type { Question } from './question.js';
import { frameOf, Unanswered, type Rows, type Watch } from './rows.js';
import { isNews, nounOf, type ListSubscription } from './table.js';

/** One subscription of one socket to a list. */
export interface ListMember {
  readonly viewer: Viewer;
  /** The newest position it has been told of. */
  position: number;
  /** Frames that wait until it has been told what it missed; null: none do. */
  held: ChangeFrame[] | null;
  deliver(frame: ChangeFrame): void;
  /** Tells that changes up to this position are not known one by one, and why, where that is known. */
  resync(position: number, cause: Unanswered | null): void;
}

/** A list as a question asks for it. */
export interface ListQuestion extends Watch {
  readonly question: Question;
  readonly subscription: ListSubscription;
}

/** A member's place in a group. */
export interface ListPlace {
  /** Whether something was in the list at a position; undefined where nobody knows. */
  wasIn(id: string, position: number): boolean | undefined;
  /** Whether it is known to be in the list, as far as that was asked for. */
  knows(id: string): boolean;
  /** Settles once it is known who is in the list, and what happened while that was read is heard of. */
  readonly opened: Promise<void>;
  has(member: ListMember): boolean;
  leave(): void;
}

/** Those who share a list. */
export interface Lists {
  readonly size: number;
  join(member: ListMember, list: ListQuestion): ListPlace;
  /** Asks again for every list that an event is news for, with the next tick. Returns at once. */
  hear(event: LiveEvent): void;
}

interface Group extends ListQuestion {
  readonly organizationId: string;
  readonly members: Set<ListMember>;
  readonly known: Known;
  /** What happened and was not asked for yet: ids with their newest position, in the order of these. */
  readonly pending: Map<string, number>;
  /** More happened than is asked for: nobody knows what up to this position. */
  lost: number | null;
  ticking: boolean;
  /** Up to where it was asked for. */
  told: number;
  /** What those knew who watched the same list before. */
  readonly before: Parked | undefined;
  read: Promise<boolean>;
  readonly opened: Promise<void>;
}

/** What was known of a list until everybody had left. */
interface Parked {
  readonly known: Known;
  readonly upTo: number;
}

/** Lists that nobody watches any more, and that are remembered for who comes back. */
const mostParked = 200;
/** How long events are gathered before they are asked for together. */
const tickMs = 50;
/** Ids that one tick asks for at most; what happened to more is told as RESYNC. */
const mostPending = 1000;
/** Ids of a list that are remembered as in it. */
const mostKnown = 1000;
/** How long after a commit its event may be heard at the latest, mostly. */
const settleMs = 300;

/**
 * Shares lists as groups share things: subscribers of the same document, variables, filter and rights are answered by one execution a tick, for all
 * ids to which something happened since the one before.
 */
export function openLists({ rows, log, position }: { readonly rows: Rows; readonly log: Log; readonly position: () => number }): Lists {
  const groups = new Map<string, Group>();
  const parked = new Map<string, Parked>();
  const byNoun = new Map<string, Set<Group>>();

  const read = async (group: Pick<Group, 'known'> & Watch, viewer: Viewer): Promise<boolean> => {
    try {
      const { ids, all } = await rows.members(viewer, group);
      group.known.found(ids, all);
      return true;
    } catch (error) {
      if (!(error instanceof Unanswered)) log.error({ error }, 'who is in a list could not be read');
      group.known.miss();
      return false;
    }
  };
  const open = (key: string, list: ListQuestion, member: ListMember): Group => {
    const known = openKnown(mostKnown);
    const first = read({ ...list, known }, member.viewer);
    const opened = first.then(() => sleep(settleMs, undefined, { ref: false })).then(() => { known.settle(position()); });
    const { organizationId } = member.viewer;
    const group: Group = { ...list, organizationId, members: new Set(), known, pending: new Map(), lost: null, ticking: false, told: 0, before: parked.get(key), read: first, opened };
    groups.set(key, group);
    for (const noun of list.subscription.nouns) byNoun.set(watchOf(organizationId, noun), (byNoun.get(watchOf(organizationId, noun)) ?? new Set()).add(group));
    return group;
  };
  const drop = (key: string, group: Group): void => {
    groups.delete(key);
    parked.delete(key);
    parked.set(key, { known: group.known, upTo: group.ticking ? group.told : position() });
    const [oldest] = parked.keys();
    if (parked.size > mostParked && oldest !== undefined) parked.delete(oldest);
    for (const noun of group.subscription.nouns) {
      const others = byNoun.get(watchOf(group.organizationId, noun));
      others?.delete(group);
      if (others?.size === 0) byNoun.delete(watchOf(group.organizationId, noun));
    }
  };

  const answer = async (group: Group): Promise<void> => {
    const isWanted = (): boolean => group.members.size > 0;
    const viewer = (): Viewer | undefined => group.members.values().next().value?.viewer;
    let asking = viewer();
    if (!(await group.read) && asking) await (group.read = read(group, asking));
    asking = viewer();
    if (!asking) return;
    const { lost } = group;
    const entries = [...group.pending];
    group.pending.clear();
    group.lost = null;
    if (lost !== null) group.known.miss();
    if (lost !== null) for (const member of group.members) resync(member, lost, null);
    const newest = entries.at(-1)?.[1] ?? 0;
    try {
      const found = await rows.among(asking, group, entries.map(([id]) => id), isWanted);
      if (!isWanted()) return;
      group.told = newest;
      const frames = entries.flatMap(([id, at], index) => {
        const row = found.get(id);
        const was = row ? group.known.wasIn(id, at - 1) === true : group.known.has(id);
        if (row) group.known.enter(id, at);
        else if (was) group.known.leave(id, at);
        if (!row && !was) return [];
        return [frameOf(group, { id, kind: row ? (was ? 'CHANGED' : 'ENTERED') : 'LEFT', position: at, cursor: cursorAt(entries, index), row })];
      });
      for (const member of group.members) tell(member, frames, newest);
    } catch (error) {
      const cause = error instanceof Unanswered ? error : null;
      if (!cause) log.error({ error }, 'a list could not be asked');
      group.known.miss();
      for (const member of group.members) resync(member, newest, cause);
    }
  };
  const tick = (group: Group): void => {
    if (group.ticking) return;
    group.ticking = true;
    sleep(tickMs, undefined, { ref: false })
      .then(() => answer(group))
      .catch((error: unknown) => log.error({ error }, 'a list could not be answered'))
      .finally(() => {
        group.ticking = false;
        if ((group.pending.size > 0 || group.lost !== null) && group.members.size > 0) tick(group);
      });
  };

  return {
    get size() {
      return groups.size;
    },
    join(member, list) {
      const key = keyOf(member.viewer, list);
      const group = groups.get(key) ?? open(key, list, member);
      group.members.add(member);
      return {
        wasIn(id, at) {
          const { known, before } = group;
          return known.wasIn(id, at) ?? (before && at <= before.upTo ? before.known.wasIn(id, at) : undefined);
        },
        knows: id => group.known.has(id),
        opened: group.opened,
        has: one => group.members.has(one),
        leave() {
          group.members.delete(member);
          if (group.members.size === 0 && groups.get(key) === group) drop(key, group);
        },
      };
    },
    hear(event) {
      for (const group of byNoun.get(watchOf(event.organizationId, nounOf(event.topic))) ?? []) {
        const ids = concerned(group.subscription, event);
        if (ids.length === 0) continue;
        for (const id of ids) {
          group.pending.delete(id);
          group.pending.set(id, event.position);
        }
        if (group.pending.size > mostPending) {
          group.pending.clear();
          group.lost = event.position;
        }
        tick(group);
      }
    },
  };
}

/** Those of a list that an event may be news of: its subject, or for an event of another noun what it relates to. */
export function concerned(subscription: ListSubscription, { topic, subjectId, relatedIds }: LiveEvent): readonly string[] {
  if (!isNews(subscription, topic)) return [];
  return nounOf(topic) === subscription.noun ? [subjectId] : relatedIds;
}

/** The position that a frame carries: of several of one event all but the last tell the one before, lest who resumes there misses the others. */
export function cursorAt(entries: readonly (readonly [string, number])[], index: number): number {
  const at = entries[index]?.[1] ?? 0;
  return entries[index + 1]?.[1] === at ? at - 1 : at;
}

/** Tells a member what it was not told yet, or keeps it until it was told what it missed. */
function tell(member: ListMember, frames: readonly ChangeFrame[], newest: number): void {
  const { position: before, held } = member;
  if (newest <= before) return;
  const fresh = frames.filter(({ position }) => position > before);
  if (held === null) {
    member.position = newest;
    for (const frame of fresh) member.deliver(frame);
  } else if (held.push(...fresh) > mostPending) {
    held.length = 0;
    resync(member, newest, null);
  }
}

function resync(member: ListMember, position: number, cause: Unanswered | null): void {
  if (member.position >= position) return;
  member.position = position;
  member.resync(position, cause);
}

const watchOf = (organizationId: string, noun: string): string => `${organizationId} ${noun}`;

/** Who may share: what the frames depend on, and nothing else. */
function keyOf(viewer: Viewer, { question: { personal }, listing: { shape }, interest: { filter, variables, personal: byFilter } }: ListQuestion): string {
  const shared = JSON.stringify([sharersOf(viewer, personal || byFilter), shape.hash, usedBy(shape, variables), filter]);
  return createHash('sha256').update(shared).digest('base64'); // it outlives the list, and a filter may be long
}
