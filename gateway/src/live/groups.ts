import { setTimeout as sleep } from 'node:timers/promises';
import type { FormattedExecutionResult } from 'graphql';
import type { Log, Viewer } from '@deskgraph/kit';
import type { Variables } from '../guard/walk.js';
import type { Metrics } from '../metrics.js';
import { usedBy } from './asked.js';
import type { Asking } from './asking.js';
import type { LiveEvent } from './feed.js';
import { followedIds, withoutFollowed } from './follow.js';
import { sharersOf } from './identity.js';
import type { Question } from './question.js';
import { isNews } from './table.js';

/** One subscription of one socket. */
export interface Member {
  readonly viewer: Viewer;
  /** The newest position it has been told of: an older answer that comes late is dropped. */
  position: number;
  /** Whether it has been told of the thing, so that its end is news. */
  seen: boolean;
  /** Takes the JSON of a frame's payload. */
  deliver(payload: string): void;
}

/** What a group watches and asks. */
export interface Interest {
  readonly question: Question;
  readonly variables: Variables;
  /** What it is about; `everything` for a question about all there is. */
  readonly subjectId: string;
}

/** Stands for every thing of an organization. */
export const everything = '';

/** A member's place in a group. */
export interface Place {
  /** Asks for this member alone: it missed something up to this position. */
  catchUp(position: number): Promise<void>;
  /** The ids whose events are news. */
  watched(): Promise<readonly string[]>;
  leave(): void;
}

/** Those who share executions. */
export interface Groups {
  readonly size: number;
  join(member: Member, interest: Interest): Place;
  /** Asks again for every group that an event is news for. Returns at once. */
  hear(event: LiveEvent): void;
}

interface Group extends Interest {
  readonly organizationId: string;
  readonly members: Set<Member>;
  /** The position to answer for; asked once more when it moved meanwhile. */
  wanted: number;
  answering: boolean;
  /** Whether the thing is there for these members, as far as the last answer told. */
  readable: Promise<boolean>;
  /** Its subject, and what the last answer led to. */
  watched: ReadonlySet<string>;
}

/** How long a question about everything rests after an answer, however much happens. */
const restMs = 1000;
/** Events that are remembered, for what begins to be watched while they come. */
const mostRecent = 1000;

/**
 * Shares executions: subscribers with the same document, variables and rights, whoever they are, are answered by one execution and one
 * serialisation. While an execution runs, whatever else happens to its subject makes it run once more, not once for each.
 */
export function openGroups({ asking, metrics, log }: { asking: Asking; metrics: Metrics; log: Log }): Groups {
  const groups = new Map<string, Group>();
  const bySubject = new Map<string, Set<Group>>();
  const recent: LiveEvent[] = [];
  const heard = (): number => recent.at(-1)?.position ?? 0;

  const ask = (viewer: Viewer, { question: { query }, variables }: Interest, isWanted?: () => boolean): Promise<FormattedExecutionResult> => {
    if (!query) throw new Error('This subscription is answered by the event itself.');
    return asking(viewer, query.text, usedBy(query, variables), isWanted);
  };
  const tell = (members: Iterable<Member>, interest: Interest, result: FormattedExecutionResult, position: number): void => {
    const there = isThere(interest, result);
    const failed = (result.errors?.length ?? 0) > 0;
    let payload: string | undefined;
    for (const member of members) {
      if (member.position >= position || (!there && !failed && !member.seen)) continue;
      member.position = position;
      member.seen = there || (failed && member.seen);
      member.deliver((payload ??= payloadOf(interest, result, position)));
      metrics.frame();
    }
  };
  const answer = async (group: Group): Promise<void> => {
    group.answering = true;
    try {
      for (let position = 0; group.wanted > position; ) {
        position = group.wanted;
        const [somebody] = group.members;
        if (!somebody) return;
        metrics.execution();
        const asked = heard();
        const result = await ask(somebody.viewer, group);
        group.readable = Promise.resolve(isThere(group, result));
        tell(group.members, group, result, position);
        follow(group, result, asked);
        if (group.question.subscription.kind === 'whole') await sleep(restMs, undefined, { ref: false });
      }
    } finally {
      group.answering = false; // at once: what is heard from here on begins anew
    }
  };
  const answerOnce = (group: Group): void => {
    if (!group.answering) answer(group).catch((error: unknown) => log.error({ error }, 'a subscription could not be answered'));
  };
  const watch = (group: Group, ids: ReadonlySet<string>): void => {
    for (const id of without(group.watched, ids)) {
      const others = bySubject.get(watchOf(group.organizationId, id));
      others?.delete(group);
      if (others?.size === 0) bySubject.delete(watchOf(group.organizationId, id));
    }
    for (const id of without(ids, group.watched)) {
      const watched = watchOf(group.organizationId, id);
      bySubject.set(watched, (bySubject.get(watched) ?? new Set()).add(group));
    }
    group.watched = ids;
  };
  /** Watches what an answer leads to. What happened to it since that was asked for is news that nobody heard. */
  const follow = (group: Group, result: FormattedExecutionResult, asked: number): void => {
    const { question: { followed, key, subscription } } = group;
    if (followed.length === 0 || group.members.size === 0 || (result.errors && !isThere(group, result))) return;
    const ids = new Set([group.subjectId, ...followedIds(followed, result.data?.[key])]);
    const fresh = new Set(without(ids, group.watched));
    watch(group, ids);
    const isMissed = ({ position, organizationId, topic, ...event }: LiveEvent): boolean =>
      position > asked && organizationId === group.organizationId && isNews(subscription, topic) && [event.subjectId, ...event.relatedIds].some(id => fresh.has(id));
    const isForgotten = fresh.size > 0 && recent.length === mostRecent && (recent[0]?.position ?? 0) > asked + 1;
    const missed = isForgotten ? heard() : (recent.findLast(isMissed)?.position ?? 0);
    if (missed <= group.wanted) return;
    group.wanted = missed;
    answerOnce(group);
  };
  const open = (key: string, interest: Interest, member: Member): Group => {
    const { organizationId } = member.viewer;
    const asked = heard();
    const first = ask(member.viewer, interest);
    const readable = first.then(result => {
      follow(group, result, asked);
      return isThere(interest, result);
    });
    const group: Group = { ...interest, organizationId, members: new Set(), wanted: 0, answering: false, readable, watched: new Set() };
    groups.set(key, group);
    watch(group, new Set([interest.subjectId]));
    return group;
  };

  return {
    get size() {
      return groups.size;
    },
    join(member, interest) {
      const key = keyOf(member.viewer, interest);
      const group = groups.get(key) ?? open(key, interest, member);
      group.members.add(member);
      void group.readable.then(readable => (member.seen ||= readable), () => undefined);
      return {
        async catchUp(position) {
          const isIn = (): boolean => group.members.has(member); // who left, or became somebody else, is told no more
          if (!isIn()) return;
          metrics.execution();
          const result = await ask(member.viewer, interest, isIn);
          if (isIn()) tell([member], interest, result, position);
        },
        async watched() {
          if (interest.question.followed.length > 0) await group.readable;
          return [...group.watched];
        },
        leave() {
          group.members.delete(member);
          if (group.members.size > 0 || groups.get(key) !== group) return;
          groups.delete(key);
          watch(group, new Set());
        },
      };
    },
    hear(event) {
      recent.push(event);
      if (recent.length > mostRecent) recent.shift();
      const { organizationId, subjectId, relatedIds, topic, position } = event;
      for (const id of new Set([subjectId, ...relatedIds, everything])) {
        for (const group of bySubject.get(watchOf(organizationId, id)) ?? []) {
          if (!isNews(group.question.subscription, topic)) continue;
          group.wanted = position;
          answerOnce(group);
        }
      }
    },
  };
}

const isThere = ({ question }: Interest, { data }: FormattedExecutionResult): boolean => data?.[question.key] != null;

const without = (all: ReadonlySet<string>, others: ReadonlySet<string>): string[] => [...all].filter(id => !others.has(id));

const watchOf = (organizationId: string, subjectId: string): string => `${organizationId} ${subjectId}`;

/** Who may share: what the answer depends on, and nothing else. */
function keyOf(viewer: Viewer, { question: { personal, query }, variables, subjectId }: Interest): string {
  return JSON.stringify([sharersOf(viewer, personal), query?.hash, query && usedBy(query, variables), subjectId]);
}

function payloadOf({ question: { followed, key } }: Interest, result: FormattedExecutionResult, position: number): string {
  const { data, errors, extensions } = followed.length > 0 ? withoutFollowed(followed, key, result) : result;
  return JSON.stringify({ ...(errors && { errors }), data, extensions: { requestId: extensions?.requestId, position: String(position) } });
}
