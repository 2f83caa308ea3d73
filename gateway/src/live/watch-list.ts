import type { GraphQLFormattedError } from 'graphql';
import type { Viewer } from '@deskgraph/kit';
import type { ChangeFrame } from './outlet.js';
import { cursorAt, concerned, type ListMember, type ListPlace, type ListQuestion } from './lists.js';
import { frameOf, Unanswered } from './rows.js';
import { nounOf } from './table.js';
import { resync, type Deliver, type Ground, type Subscribed } from './subscribe.js';

/** How many missed events are looked through; whoever missed more asks for themselves. */
const mostMissed = 1000;
/** How far back the log of the whole house is searched for them. */
const mostBehind = 200_000;

/**
 * Begins a subscription to a list. With a cursor it is told first of everything that something happened to since: what is in the list, and what is
 * not but may be seen, as LEFT. Where something may not be seen at all, nobody knows whether it was in the list: RESYNC.
 */
export function watchList(ground: Ground, viewer: Viewer, list: ListQuestion, after: number | null, deliver: Deliver): Subscribed {
  const { feed, lists, rows, metrics } = ground;
  const makeMember = (who: Viewer, held: ListMember['held']): ListMember => ({
    viewer: who,
    position: feed.position,
    held,
    deliver(frame) {
      deliver(frame.as(frame.kind), frame);
      metrics.frame();
    },
    resync(position, cause) {
      metrics.resync();
      deliver(resync(position, cause?.errors.map(({ message, extensions }): GraphQLFormattedError => ({ message, ...(extensions && { extensions }) }))), 'newest');
    },
  });
  let member = makeMember(viewer, after === null ? null : []);
  let place: ListPlace = lists.join(member, list);
  let over = false;

  /** What happened up to a position, as frames; null where that is not known one by one. */
  const missed = async (from: number, to: number) => {
    if (from === to) return [];
    if (to - from > mostBehind || !(await feed.holds(from))) return null;
    const events = await feed.about(from, to, viewer.organizationId, list.subscription.nouns, mostMissed + 1);
    if (events.length > mostMissed) return null;
    const newest = new Map<string, number>();
    const subjects = new Set(events.filter(({ topic }) => nounOf(topic) === list.subscription.noun).map(({ subjectId }) => subjectId));
    for (const event of events) {
      for (const id of concerned(list.subscription, event)) {
        newest.delete(id);
        newest.set(id, event.position);
      }
    }
    const isWanted = (): boolean => !over && place.has(member);
    const entries = [...newest];
    const found = await rows.among(viewer, list, entries.map(([id]) => id), isWanted);
    const hasLeft = (id: string): boolean | undefined => place.wasIn(id, from) ?? (place.knows(id) ? true : undefined);
    const doubtful = entries.flatMap(([id]) => (!found.has(id) && hasLeft(id) === undefined ? [id] : []));
    const readable = await rows.readable(viewer, list, doubtful, isWanted);
    if (doubtful.some(id => subjects.has(id) && !readable.has(id))) return null;
    return entries.flatMap(([id, position], index) => {
      const row = found.get(id);
      if (!row && !hasLeft(id) && !readable.has(id)) return [];
      const kind = row ? (place.wasIn(id, from) === true ? 'CHANGED' : 'ENTERED') : 'LEFT';
      return [frameOf(list, { id, kind, position, cursor: cursorAt(entries, index), row })];
    });
  };
  const recover = async (from: number, recovering: ListMember): Promise<void> => {
    await place.opened;
    const to = feed.position;
    recovering.position = to;
    const waiting: ChangeFrame[] = [];
    recovering.held = waiting;
    let cause: Unanswered | null = null;
    const frames = await missed(from, to).catch((error: unknown) => {
      if (error instanceof Unanswered) cause = error;
      return null;
    });
    if (over || recovering !== member) return;
    if (frames) frames.forEach(frame => recovering.deliver(frame));
    else recovering.resync(to, cause);
    recovering.held = null;
    for (const frame of waiting) {
      recovering.position = Math.max(recovering.position, frame.position);
      recovering.deliver(frame);
    }
  };
  if (after !== null) void recover(after, member);

  return {
    become(who) {
      place.leave();
      member = makeMember(who, null);
      place = lists.join(member, list);
      member.resync(member.position, null); // what they may see is another list
    },
    leave() {
      over = true;
      place.leave();
    },
  };
}
