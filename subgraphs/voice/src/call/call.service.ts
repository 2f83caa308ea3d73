import { audit, authorize, emit, isUuid, meet, once, orNever, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import type { CallNews } from '@deskgraph/ports';
import { CallDirection, CallState, type Call } from './call.entity.js';
import { CallOrderField, type CallFilter, type CallLinkInput, type CallOrder } from './call.inputs.js';
import { callPolicy } from './call.policy.js';
import { calls } from './call.repository.js';

/** What is shorter is an extension or a service, and nobody: a plus sign and five digits. */
const shortestNumber = 6;
/** How many calls of a customer or about a ticket are at hand with them. */
export const mostAtHand = 20;

/** One page of the calls the viewer may see. */
export function list(ctx: Context, filter: CallFilter, { field, direction }: CallOrder, args: PageArgs): Promise<Page<Call>> {
  const orders = {
    [CallOrderField.STARTED_AT]: { column: 'call.startedAt', value: ({ startedAt }: Call) => startedAt },
    [CallOrderField.ENDED_AT]: orNever('call.endedAt', ({ endedAt }: Call) => endedAt),
  };
  return page(calls(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Says of a call what ticket it is about, or that it is about none. */
export function link(ctx: Context, input: CallLinkInput): Promise<Call> {
  const ticketId = input.ticketId?.toLowerCase() ?? null;
  if (ticketId !== null && !isUuid(ticketId)) throw new Refused('NOT_FOUND', 'There is no such ticket.', 'ticketId');
  return transact(ctx, tx => once(tx, input, id => calls(tx).byId(id), async () => {
    const call = await calls(tx).lock(input.id);
    authorize(tx, callPolicy, 'link', call, 'id');
    const before = { ticketId: call.ticketId };
    await calls(tx).change(call, { ticketId });
    await emit(tx, 'call.linked', call.id, { related: [...new Set([...peopleOf(call), before.ticketId, ticketId])].filter(id => id !== null) });
    await audit(tx, 'call.link', call.id, { before, after: { ticketId } });
    return call;
  }));
}

/** The calls about a ticket that was merged go on with it. */
export async function follow(tx: Transaction, from: string, to: string): Promise<void> {
  for (const id of await calls(tx).follow(from, to)) await emit(tx, 'call.linked', id, { related: [from, to] });
}

/** The first of the calls at hand. */
export function firstOf(rows: readonly Call[], first: number): Call[] {
  if (first < 1 || first > mostAtHand) throw new Refused('INVALID', `Ask for 1 to ${String(mostAtHand)} calls.`, 'first');
  return rows.slice(0, first);
}

/** Notes what the switchboard tells of a call. News that comes late never takes a call back; the same news twice changes nothing. */
export async function note(tx: Transaction, connectionId: string, news: CallNews): Promise<void> {
  const known = await calls(tx).lockExternal(connectionId, news.callId);
  if (known && news.sequence <= known.sequence) return;
  const change = { state: CallState[news.state], sequence: news.sequence, ...timesOf(news) };
  const call = known ? await calls(tx).change(known, change) : await begin(tx, connectionId, news, change);
  if (!known) await announce(tx, call);
  if (news.state === 'ANSWERED') await emit(tx, 'call.answered', call.id, { related: allOf(call) });
  if (news.state === 'ENDED' || news.state === 'MISSED') await emit(tx, 'call.ended', call.id, { related: allOf(call) });
}

/** Notes whose the calls of a party are. */
export async function belongTo(tx: Transaction, customerId: string, partyId: string): Promise<void> {
  for (const id of await calls(tx).identify(partyId, customerId)) await emit(tx, 'call.identified', id, { related: [customerId, partyId] });
}

/** Moves the calls of a customer who was merged. */
export async function moveTo(tx: Transaction, from: string, to: string): Promise<void> {
  for (const id of await calls(tx).move(from, to)) await emit(tx, 'call.identified', id, { related: [to, from] });
}

async function announce(tx: Transaction, call: Call): Promise<void> {
  const related = peopleOf(call);
  await emit(tx, 'call.started', call.id, { related });
  await emit(tx, call.direction === CallDirection.INBOUND ? 'call.received' : 'call.placed', call.id, { related });
}

/** Whom what happens to a call concerns: who called or was called, and their customer where that is known. */
function peopleOf({ partyId, customerId }: Call): string[] {
  return [partyId, customerId].filter(id => id !== null);
}

/** The same, and the ticket it is about. */
function allOf(call: Call): string[] {
  return [...peopleOf(call), call.ticketId].filter(id => id !== null);
}

async function begin(tx: Transaction, connectionId: string, { callId, direction, from, to, startedAt }: CallNews, change: Partial<Call>): Promise<Call> {
  const { organizationId } = tx.viewer;
  const outside = direction === 'INBOUND' ? from : to;
  const party = outside === null || outside.length < shortestNumber ? null : await meet(tx, { kind: 'PHONE', value: outside });
  const number = await calls(tx).nextNumber();
  const row = calls(tx).create({
    organizationId, id: tx.newId(), number, connectionId, externalId: callId, direction: CallDirection[direction], from, to, partyId: party?.id ?? null, customerId: party?.customerId ?? null, ticketId: null, startedAt, answeredAt: null, endedAt: null, ...change,
  });
  await calls(tx).insert(row);
  return row;
}

function timesOf({ state, at }: CallNews): Partial<Pick<Call, 'answeredAt' | 'endedAt'>> {
  if (state === 'ANSWERED') return { answeredAt: at };
  return state === 'RINGING' ? {} : { endedAt: at };
}
