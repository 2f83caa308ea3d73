import { audit, authorize, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { ParkedEventState, type ParkedEvent } from './parked-event.entity.js';
import { ParkedEventOrderField, type ParkedEventDiscardInput, type ParkedEventFilter, type ParkedEventOrder, type ParkedEventRetryInput } from './parked-event.inputs.js';
import { parkedEventPolicy } from './parked-event.policy.js';
import { parkedEvents } from './parked-event.repository.js';

/** One page of the parked events the viewer may see. */
export function list(ctx: Context, filter: ParkedEventFilter, { field, direction }: ParkedEventOrder, args: PageArgs): Promise<Page<ParkedEvent>> {
  const orders = {
    [ParkedEventOrderField.PARKED_AT]: { column: 'parkedEvent.parkedAt', value: ({ parkedAt }: ParkedEvent) => parkedAt },
    [ParkedEventOrderField.POSITION]: { column: 'parkedEvent.position', value: ({ position }: ParkedEvent) => position },
  };
  return page(parkedEvents(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Has an event dealt with again, and then those behind it. */
export function retry(ctx: Context, { id }: ParkedEventRetryInput): Promise<ParkedEvent> {
  return transact(ctx, async tx => {
    const event = await waiting(tx, id, 'retry');
    const released = await parkedEvents(tx).release(event);
    await audit(tx, 'parkedEvent.retry', id, { before: { state: event.state }, after: { state: ParkedEventState.RETRYING, released } });
    return Object.assign(event, { state: ParkedEventState.RETRYING });
  });
}

/** Gives an event up; those behind it go on. */
export function discard(ctx: Context, { id }: ParkedEventDiscardInput): Promise<ParkedEvent> {
  return transact(ctx, async tx => {
    const event = await waiting(tx, id, 'discard');
    const discarded = await parkedEvents(tx).discard(event, tx.now());
    const released = await parkedEvents(tx).release(event);
    await audit(tx, 'parkedEvent.discard', id, { before: { state: ParkedEventState.PARKED }, after: { state: discarded.state, released } });
    return discarded;
  });
}

/** A locked event that waits for a decision of the viewer's. */
async function waiting(tx: Transaction, id: string, verb: 'retry' | 'discard'): Promise<ParkedEvent> {
  const event = await parkedEvents(tx).lock(id);
  authorize(tx, parkedEventPolicy, 'read', event, 'id');
  if (event.state !== ParkedEventState.PARKED) throw new Refused('PARKED_EVENT_SETTLED', 'This event does not wait any more.', 'id');
  authorize(tx, parkedEventPolicy, verb, event, 'id');
  return event;
}
