import type { FormattedExecutionResult } from 'graphql';
import pLimit from 'p-limit';
import type { Log, Viewer } from '@deskgraph/kit';
import type { Variables } from '../guard/walk.js';
import type { Metrics } from '../metrics.js';
import type { LiveEvent } from './feed.js';
import { rightsOf } from './identity.js';
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
  readonly subjectId: string;
}

/** A member's place in a group. */
export interface Place {
  /** Asks for this member alone: it missed something up to this position. */
  catchUp(position: number): Promise<void>;
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
  readonly members: Set<Member>;
  /** The position to answer for; asked once more when it moved meanwhile. */
  wanted: number;
  answering: boolean;
  /** Whether the thing is there for these members, as far as the last answer told. */
  readable: Promise<boolean>;
}

/** Asks a question as somebody. */
export type Ask = (viewer: Viewer, interest: Interest) => Promise<FormattedExecutionResult>;

/** How many questions are under way at once, for all subscribers together. */
const turnsAtOnce = 24;
/** A room that is away is asked again, five times and ever more slowly, before its absence is told. */
const retryMs = [250, 500, 1000, 2000, 4000];
const passing = new Set(['SUBGRAPH_UNAVAILABLE', 'UNAVAILABLE']);

/**
 * Shares executions: subscribers with the same document, variables and rights, whoever they are, are answered by one execution and one
 * serialisation. While an execution runs, whatever else happens to its subject makes it run once more, not once for each.
 */
export function openGroups({ ask, metrics, log }: { ask: Ask; metrics: Metrics; log: Log }): Groups {
  const groups = new Map<string, Group>();
  const bySubject = new Map<string, Set<Group>>();
  const turns = pLimit(turnsAtOnce);

  const patient = async (viewer: Viewer, interest: Interest, isWanted = () => true): Promise<FormattedExecutionResult> => {
    for (const wait of retryMs) {
      const result = await turns(() => ask(viewer, interest));
      if (!result.errors?.some(({ extensions }) => passing.has(String(extensions?.code))) || !isWanted()) return result;
      await new Promise(done => setTimeout(done, wait).unref());
    }
    return turns(() => ask(viewer, interest));
  };
  const tell = (members: Iterable<Member>, interest: Interest, result: FormattedExecutionResult, position: number): void => {
    const there = isThere(interest, result);
    const failed = (result.errors?.length ?? 0) > 0;
    let payload: string | undefined;
    for (const member of members) {
      if (member.position >= position || (!there && !failed && !member.seen)) continue;
      member.position = position;
      member.seen = there || (failed && member.seen);
      member.deliver((payload ??= payloadOf(result, position)));
      metrics.frame();
    }
  };
  const answer = async (group: Group): Promise<void> => {
    for (let position = 0; group.wanted > position; ) {
      position = group.wanted;
      const [somebody] = group.members;
      if (!somebody) return;
      metrics.execution();
      const result = await patient(somebody.viewer, group);
      group.readable = Promise.resolve(isThere(group, result));
      tell(group.members, group, result, position);
    }
  };
  const answerOnce = (group: Group): void => {
    if (group.answering) return;
    group.answering = true;
    answer(group)
      .catch((error: unknown) => log.error({ error }, 'a subscription could not be answered'))
      .finally(() => (group.answering = false));
  };
  const open = (key: string, interest: Interest, member: Member): Group => {
    const readable = patient(member.viewer, interest).then(result => isThere(interest, result));
    const group: Group = { ...interest, members: new Set(), wanted: 0, answering: false, readable };
    groups.set(key, group);
    const watched = watchOf(member.viewer.organizationId, interest.subjectId);
    bySubject.set(watched, (bySubject.get(watched) ?? new Set()).add(group));
    return group;
  };
  const drop = (key: string, group: Group, organizationId: string): void => {
    groups.delete(key);
    const watched = watchOf(organizationId, group.subjectId);
    const others = bySubject.get(watched);
    others?.delete(group);
    if (others?.size === 0) bySubject.delete(watched);
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
          const result = await patient(member.viewer, interest, isIn);
          if (isIn()) tell([member], interest, result, position);
        },
        leave() {
          group.members.delete(member);
          if (group.members.size === 0 && groups.get(key) === group) drop(key, group, member.viewer.organizationId);
        },
      };
    },
    hear({ organizationId, subjectId, relatedIds, topic, position }) {
      for (const id of new Set([subjectId, ...relatedIds])) {
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

const watchOf = (organizationId: string, subjectId: string): string => `${organizationId} ${subjectId}`;

/** Who may share: what the answer depends on, and nothing else. A personal answer is shared by nobody but the person's own sockets. */
function keyOf(viewer: Viewer, { question, variables, subjectId }: Interest): string {
  const person = question.personal ? [viewer.id, viewer.memberId, viewer.credentialId, viewer.impersonatorId] : null;
  const used = question.query && Object.entries(variables).filter(([name]) => question.query?.variables.has(name));
  return JSON.stringify([rightsOf(viewer), person, question.query?.hash, used, subjectId]);
}

function payloadOf({ data, errors, extensions }: FormattedExecutionResult, position: number): string {
  return JSON.stringify({ ...(errors && { errors }), data, extensions: { requestId: extensions?.requestId, position: String(position) } });
}
