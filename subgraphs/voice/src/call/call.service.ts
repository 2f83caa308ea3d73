import { bulk, emit, emitAll, meet, meetAll, orNever, page, partyId, type Context, type Page, type PageArgs, type Party, type Transaction } from '@deskgraph/kit';
import type { CallNews } from '@deskgraph/ports';
import { CallDirection, CallState, type Call } from './call.entity.js';
import { CallOrderField, type CallFilter, type CallOrder } from './call.inputs.js';
import { calls } from './call.repository.js';

/** What is shorter is an extension or a service, and nobody: a plus sign and five digits. */
const shortestNumber = 6;

/** One page of the calls the viewer may see. */
export function list(ctx: Context, filter: CallFilter, { field, direction }: CallOrder, args: PageArgs): Promise<Page<Call>> {
  const orders = {
    [CallOrderField.STARTED_AT]: { column: 'call.startedAt', value: ({ startedAt }: Call) => startedAt },
    [CallOrderField.ENDED_AT]: orNever('call.endedAt', ({ endedAt }: Call) => endedAt),
  };
  return page(calls(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Notes what the switchboard tells of a call. News that comes late never takes a call back; the same news twice changes nothing. */
export async function note(tx: Transaction, connectionId: string, news: CallNews): Promise<void> {
  const known = await calls(tx).lockExternal(connectionId, news.callId);
  if (known && news.sequence <= known.sequence) return;
  const change = { state: CallState[news.state], sequence: news.sequence, ...timesOf(news) };
  const call = known ? await calls(tx).change(known, change) : await begin(tx, connectionId, news, change);
  if (!known) await announce(tx, call);
  if (news.state === 'ANSWERED') await emit(tx, 'call.answered', call.id);
  if (news.state === 'ENDED' || news.state === 'MISSED') await emit(tx, 'call.ended', call.id);
}

/** A call of the past, which is over. */
export interface PastCall extends Pick<Call, 'id' | 'connectionId' | 'externalId' | 'from' | 'to' | 'startedAt' | 'answeredAt'> {
  readonly direction: keyof typeof CallDirection;
  readonly endedAt: Date;
}

/** Notes calls of the past, for the house itself, and tells of them as if the switchboard had. Those that are known change nothing. */
export function importAll(ctx: Context, rows: readonly PastCall[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    const { organizationId } = tx.viewer;
    const added = await calls(tx).unknown(rows);
    const met = await meetAll(tx, added.flatMap(call => {
      const party = partyOf(call);
      return party ? [{ ...party, at: call.startedAt }] : [];
    }));
    const first = added.length === 0 ? 0 : await calls(tx).nextNumber(added.length);
    await calls(tx).addAll(added.map(({ direction, ...call }, place) => {
      const party = partyOf({ direction, ...call });
      const known = party ? met.get(partyId(organizationId, party)) : undefined;
      const over = call.answeredAt ? { state: CallState.ENDED, sequence: 2 } : { state: CallState.MISSED, sequence: 1 };
      return { ...call, ...over, organizationId, number: first + place, direction: CallDirection[direction], partyId: known?.id ?? null, customerId: known?.customerId ?? null };
    }));
    await emitAll(tx, added.flatMap(call => {
      const { id: subjectId, startedAt, answeredAt, endedAt, direction } = call;
      const party = partyOf(call);
      const related = party ? [partyId(organizationId, party)] : [];
      const told = (topic: string, at: Date) => ({ topic, subjectId, at });
      return [told('call.started', startedAt), { ...told(direction === 'INBOUND' ? 'call.received' : 'call.placed', startedAt), related }, ...(answeredAt ? [told('call.answered', answeredAt)] : []), told('call.ended', endedAt)];
    }));
    return added.length;
  });
}

/** Notes whose the calls of a party are. */
export async function belongTo(tx: Transaction, customerId: string, partyId: string): Promise<void> {
  for (const id of await calls(tx).identify(partyId, customerId)) await emit(tx, 'call.identified', id, { related: [customerId] });
}

/** Moves the calls of a customer who was merged. */
export function moveTo(tx: Transaction, from: string, to: string): Promise<void> {
  return calls(tx).move(from, to);
}

async function announce(tx: Transaction, { id, direction, partyId }: Call): Promise<void> {
  await emit(tx, 'call.started', id);
  const related = partyId === null ? [] : [partyId];
  if (direction === CallDirection.INBOUND) await emit(tx, 'call.received', id, { related });
  else await emit(tx, 'call.placed', id, { related });
}

async function begin(tx: Transaction, connectionId: string, { callId, direction, from, to, startedAt }: CallNews, change: Partial<Call>): Promise<Call> {
  const { organizationId } = tx.viewer;
  const outside = partyOf({ direction, from, to });
  const party = outside && (await meet(tx, outside));
  const number = await calls(tx).nextNumber();
  const row = calls(tx).create({
    organizationId, id: tx.newId(), number, connectionId, externalId: callId, direction: CallDirection[direction], from, to, partyId: party?.id ?? null, customerId: party?.customerId ?? null, startedAt, answeredAt: null, endedAt: null, ...change,
  });
  await calls(tx).insert(row);
  return row;
}

/** Who is at the end of the line that is not ours; null where that is withheld or no whole number. */
function partyOf({ direction, from, to }: Pick<PastCall, 'direction' | 'from' | 'to'>): Party | null {
  const outside = direction === 'INBOUND' ? from : to;
  return outside === null || outside.length < shortestNumber ? null : { kind: 'PHONE', value: outside };
}

function timesOf({ state, at }: CallNews): Partial<Pick<Call, 'answeredAt' | 'endedAt'>> {
  if (state === 'ANSWERED') return { answeredAt: at };
  return state === 'RINGING' ? {} : { endedAt: at };
}
