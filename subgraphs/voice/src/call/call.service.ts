import {
  audit, authorize, bulk, emit, emitAll, emitEach, isUuid, meet, meetAll, once, orNever, page, partyId, Refused, transact, transactAs,
  type Context, type JobContext, type JobOrder, type Page, type PageArgs, type Party, type Transaction,
} from '@deskgraph/kit';
import type { CallNews } from '@deskgraph/ports';
import * as tickets from '../ticket/ticket.service.js';
import { CallDirection, CallState, type Call } from './call.entity.js';
import { CallOrderField, type CallFilter, type CallLinkInput, type CallOrder } from './call.inputs.js';
import { callPolicy } from './call.policy.js';
import { calls, type CallChange, type Concerning } from './call.repository.js';

/** What is shorter is an extension or a service, and nobody: a plus sign and five digits. */
const shortestNumber = 6;
/** How many calls of a customer or about a ticket are at hand with them. */
export const mostAtHand = 20;
/** The states of a call in the order in which they may follow each other: a call that was missed may turn out to have been answered. */
const course = [CallState.RINGING, CallState.ANSWERED, CallState.MISSED, CallState.ENDED];
/** How a call stands, as far as the switchboard told. */
type Standing = Required<Omit<CallChange, 'ticketId' | 'originTicketId'>>;
const unheardOf: Standing = { state: CallState.RINGING, sequence: -1, answeredAt: null, endedAt: null, isEndLost: false };
/** Nobody rings, or talks, for longer: the end of such a call was lost. */
const [longestRingMs, longestTalkMs] = [3_600_000, 86_400_000];
/** How many calls are given up in one transaction. */
const batch = 500;

/** One page of the calls the viewer may see. */
export function list(ctx: Context, filter: CallFilter, { field, direction }: CallOrder, args: PageArgs): Promise<Page<Call>> {
  const orders = {
    [CallOrderField.STARTED_AT]: { column: 'call.startedAt', value: ({ startedAt }: Call) => startedAt },
    [CallOrderField.ENDED_AT]: orNever('call.endedAt', ({ endedAt }: Call) => endedAt),
  };
  return page(calls(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Says of a call what ticket it is about, or that it is about none. A ticket that was merged stands for the one that goes on. */
export function link(ctx: Context, input: CallLinkInput): Promise<Call> {
  const given = input.ticketId?.toLowerCase() ?? null;
  if (given !== null && !isUuid(given)) throw new Refused('NOT_FOUND', 'There is no such ticket.', 'ticketId');
  return transact(ctx, tx => once(tx, input, id => calls(tx).byId(id), async () => {
    const ticketId = given && (await tickets.standing(tx, given));
    const call = await calls(tx).lock(input.id);
    authorize(tx, callPolicy, 'link', call, 'id');
    const before = { ticketId: call.ticketId };
    await calls(tx).change(call, { ticketId, originTicketId: ticketId === given ? null : given });
    await emit(tx, 'call.linked', call.id, { related: [...new Set([...peopleOf(call), before.ticketId, ticketId])].filter(id => id !== null) });
    await audit(tx, 'call.link', call.id, { before, after: { ticketId } });
    return call;
  }));
}

/** The calls about a ticket that was merged go on with it. */
export async function follow(tx: Transaction, from: string, to: string): Promise<void> {
  await tickets.merge(tx, from, to);
  await emitEach(tx, 'call.linked', await calls(tx).follow(from, to), { related: [from, to] });
}

/** The calls that a ticket brought into another go back with it. */
export async function giveBack(tx: Transaction, ticketId: string, from: string): Promise<void> {
  await tickets.unmerge(tx, ticketId);
  await emitEach(tx, 'call.linked', await calls(tx).giveBack(ticketId, from), { related: [from, ticketId] });
}

/** The first of the calls at hand. */
export function firstOf(rows: readonly Call[], first: number): Call[] {
  if (first < 1 || first > mostAtHand) throw new Refused('INVALID', `Ask for 1 to ${String(mostAtHand)} calls.`, 'first');
  return rows.slice(0, first);
}

/** Notes what the switchboard tells of a call. News that comes late never takes a call back; the same news twice changes nothing. */
export async function note(tx: Transaction, connectionId: string, news: CallNews): Promise<void> {
  const known = await calls(tx).lockExternal(connectionId, news.callId);
  const before = known ?? unheardOf;
  const change = changeBy(before, news);
  const [isAnswered, isEnded] = [change.answeredAt !== before.answeredAt, isOver(change) && (change.state !== before.state || change.endedAt !== before.endedAt)];
  const call = known ? await calls(tx).change(known, change) : await begin(tx, connectionId, news, change);
  if (!known) await announce(tx, call);
  if (isAnswered) await emit(tx, 'call.answered', call.id, { related: allOf(call) });
  if (isEnded) await emit(tx, 'call.ended', call.id, { related: allOf(call) });
}

/** Ends the calls whose ends nobody told of. */
export async function tidy(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder): Promise<void> {
  for (let count = batch; count === batch && !ctx.signal.aborted; ) {
    count = await transactAs(ctx, organizationId, jobId, async tx => {
      const [ringing, talking] = [longestRingMs, longestTalkMs].map(ms => new Date(tx.now().getTime() - ms)) as [Date, Date];
      const lost = await calls(tx).giveUp(ringing, talking, batch);
      await emitAll(tx, lost.map(call => ({ topic: 'call.ended', subjectId: call.id, related: allOf(call), at: tx.now() })));
      return lost.length;
    });
  }
}

/** A call of the past, which is over. */
export interface PastCall extends Pick<Call, 'id' | 'connectionId' | 'externalId' | 'from' | 'to' | 'startedAt' | 'answeredAt'> {
  readonly direction: keyof typeof CallDirection;
  readonly endedAt: Date;
}

/** Notes calls of the past, for the house itself, and tells of them as if the switchboard had. Those that are known change nothing. */
export function importAll(ctx: Context, given: readonly PastCall[]): Promise<number> {
  return bulk(ctx, given, async tx => {
    const { organizationId } = tx.viewer;
    const added = await calls(tx).unknown(given);
    const met = await meetAll(tx, added.flatMap(call => {
      const party = partyOf(call);
      return party ? [{ ...party, at: call.startedAt }] : [];
    }));
    const first = added.length === 0 ? 0 : await calls(tx).nextNumber(added.length);
    const rows = added.map(({ direction, ...call }, place) => {
      const party = partyOf({ direction, ...call });
      const known = party ? met.get(partyId(organizationId, party)) : undefined;
      const over = call.answeredAt ? { state: CallState.ENDED, sequence: 2 } : { state: CallState.MISSED, sequence: 1 };
      return { ...call, ...over, organizationId, number: first + place, direction: CallDirection[direction], partyId: known?.id ?? null, customerId: known?.customerId ?? null, ticketId: null, originTicketId: null, isEndLost: false };
    });
    await calls(tx).addAll(rows);
    await emitAll(tx, rows.flatMap(call => {
      const { id: subjectId, startedAt, answeredAt, endedAt, direction } = call;
      const told = (topic: string, at: Date) => ({ topic, subjectId, related: peopleOf(call), at });
      return [told('call.started', startedAt), told(direction === CallDirection.INBOUND ? 'call.received' : 'call.placed', startedAt), ...(answeredAt ? [told('call.answered', answeredAt)] : []), told('call.ended', endedAt)];
    }));
    return added.length;
  });
}

/** Notes whose the calls of a party are. */
export async function belongTo(tx: Transaction, customerId: string, partyId: string): Promise<void> {
  await emitEach(tx, 'call.identified', await calls(tx).identify(partyId, customerId), { related: [customerId, partyId] });
}

/** Moves the calls of a customer who was merged. */
export async function moveTo(tx: Transaction, from: string, to: string): Promise<void> {
  await emitEach(tx, 'call.identified', await calls(tx).move(from, to), { related: [to, from] });
}

async function announce(tx: Transaction, call: Call): Promise<void> {
  const related = peopleOf(call);
  await emit(tx, 'call.started', call.id, { related });
  await emit(tx, call.direction === CallDirection.INBOUND ? 'call.received' : 'call.placed', call.id, { related });
}

/** Whom what happens to a call concerns: who called or was called, and their customer where that is known. */
function peopleOf({ partyId, customerId }: Pick<Call, 'partyId' | 'customerId'>): string[] {
  return [partyId, customerId].filter(id => id !== null);
}

/** The same, and the ticket it is about. */
function allOf(call: Omit<Concerning, 'id'>): string[] {
  return [...peopleOf(call), call.ticketId].filter(id => id !== null);
}

async function begin(tx: Transaction, connectionId: string, { callId, direction, from, to, startedAt }: CallNews, change: Standing): Promise<Call> {
  const { organizationId } = tx.viewer;
  const outside = partyOf({ direction, from, to });
  const party = outside && (await meet(tx, outside));
  const number = await calls(tx).nextNumber();
  const row = calls(tx).create({
    organizationId, id: tx.newId(), number, connectionId, externalId: callId, direction: CallDirection[direction], from, to, partyId: party?.id ?? null, customerId: party?.customerId ?? null, ticketId: null, originTicketId: null, startedAt, ...change,
  });
  await calls(tx).insert(row);
  return row;
}

/** Who is at the end of the line that is not ours; null where that is withheld or no whole number. */
function partyOf({ direction, from, to }: Pick<PastCall, 'direction' | 'from' | 'to'>): Party | null {
  const outside = direction === 'INBOUND' ? from : to;
  return outside === null || outside.length < shortestNumber ? null : { kind: 'PHONE', value: outside };
}

/**
 * What news makes of a call: a state that may follow the one it is in, unless something newer was told, and when it was first answered, however late
 * that is told. Who was said to have missed a call that was answered has not.
 */
function changeBy(known: Standing, { state, sequence, at }: CallNews): Standing {
  const goesOn = sequence > known.sequence && course.indexOf(CallState[state]) >= course.indexOf(known.state);
  const answeredAt = known.answeredAt ?? (state === 'ANSWERED' ? at : null);
  const reached = goesOn ? CallState[state] : known.state;
  return {
    state: reached === CallState.MISSED && answeredAt ? CallState.ENDED : reached,
    sequence: goesOn ? sequence : known.sequence,
    answeredAt,
    ...(goesOn && isOver({ state: reached }) ? { endedAt: at, isEndLost: false } : { endedAt: known.endedAt, isEndLost: known.isEndLost }),
  };
}

function isOver({ state }: Pick<Standing, 'state'>): boolean {
  return state === CallState.ENDED || state === CallState.MISSED;
}
