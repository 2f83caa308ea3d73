import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Viewer } from '@deskgraph/kit';
import type { Variables } from '../guard/walk.js';
import type { Metrics } from '../metrics.js';
import type { Admitted } from './admit.js';
import type { Feed, LiveEvent } from './feed.js';
import { everything, type Groups, type Member, type Place } from './groups.js';
import type { Lists } from './lists.js';
import { tell, type Listener, type Notes } from './notes.js';
import type { Keep } from './outlet.js';
import type { Rows } from './rows.js';
import { isNews } from './table.js';
import { watchList } from './watch-list.js';

/** A subscription under way. */
export interface Subscribed {
  /** Goes on as somebody with other rights: tells once more how the thing looks to them. */
  become(viewer: Viewer): void;
  leave(): void;
}

/** What a subscription needs. */
export interface Ground {
  readonly schema: GraphQLSchema;
  readonly feed: Feed;
  readonly groups: Groups;
  readonly lists: Lists;
  readonly rows: Rows;
  readonly notes: Notes;
  readonly metrics: Metrics;
}

/** Where its frames go. */
export type Deliver = (payload: string, keep: Keep) => void;

/** How many missed notes are told again; whoever missed more looks for themselves. */
const mostNotes = 100;

/** Begins a subscription. With a cursor it is told first what it missed, or RESYNC where that is no longer known. */
export function subscribe(ground: Ground, viewer: Viewer, { question, interest: listed, document, id, after }: Admitted, variables: Variables, deliver: Deliver): Subscribed {
  if (!question) throw new Error('This is no subscription.');
  const { subscription, key, listing } = question;
  if (subscription.kind === 'list') {
    if (!listing || !listed) throw new Error('This is no list.');
    return watchList(ground, viewer, { question, subscription, key, listing, interest: listed }, after, deliver);
  }
  const begun = ground.feed.position;
  let over = false;

  const missed = async (subjectIds: readonly string[]): Promise<readonly LiveEvent[] | 'RESYNC'> => {
    if (after === null || after === begun) return [];
    if (!(await ground.feed.holds(after))) return 'RESYNC';
    const organizationId = subscription.kind === 'note' ? null : viewer.organizationId;
    const events = (await ground.feed.since(after, organizationId, subjectIds, mostNotes + 1)).filter(({ position }) => position <= begun);
    return events.length > mostNotes ? 'RESYNC' : events.filter(event => isNews(subscription, event.topic));
  };
  const recover = async (watched: () => Promise<readonly string[]>, told: (events: readonly LiveEvent[]) => void): Promise<void> => {
    if (after === null) return;
    const events = await watched().then(missed).catch(() => 'RESYNC' as const);
    if (over) return;
    if (events !== 'RESYNC') return told(events);
    ground.metrics.resync();
    deliver(resync(begun), 'newest');
  };

  if (subscription.kind === 'note') {
    const listener: Listener = { question, document, variables, position: begun, deliver: payload => deliver(payload, 'each') };
    const about = subscription.about(viewer);
    const place = ground.notes.join(about, listener);
    void recover(async () => [about], events => {
      const before: Listener = { ...listener, position: after ?? begun };
      for (const event of events) tell(ground.schema, before, event);
    });
    return {
      become: () => undefined,
      leave() {
        over = true;
        place.leave();
      },
    };
  }

  const subjectId = subscription.kind === 'whole' ? everything : (id ?? '').toLowerCase();
  const interest = { question, variables, subjectId };
  const makeMember = (who: Viewer, seen: boolean, position: number): Member => ({ viewer: who, seen, position, deliver: payload => deliver(payload, 'newest') });
  let member = makeMember(viewer, after !== null, Math.min(after ?? begun, begun));
  let place: Place = ground.groups.join(member, interest);
  if (subscription.kind === 'whole') {
    if (after !== null && after !== begun) void place.catchUp(begun); // an answer is whole, whatever was missed
  } else void recover(() => place.watched(), events => {
    if (events.length > 0) void place.catchUp(begun);
  });
  return {
    become(who) {
      place.leave();
      member = makeMember(who, member.seen, ground.feed.position - 1);
      place = ground.groups.join(member, interest);
      void place.catchUp(ground.feed.position);
    },
    leave() {
      over = true;
      place.leave();
    },
  };
}

/** Tells that frames may be missing before this position: ask again, and go on from here. */
export function resync(position: number, causes: readonly GraphQLFormattedError[] = []): string {
  const message = 'Some changes are no longer known one by one. Ask again; this subscription goes on from here.';
  return JSON.stringify({ data: null, errors: [...causes, { message, extensions: { code: 'RESYNC' } }], extensions: { position: String(position) } });
}
