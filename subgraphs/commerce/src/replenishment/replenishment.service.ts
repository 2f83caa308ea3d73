import { audit, enqueue, isUuid, transactAs, type HouseEvent, type JobContext, type JobOrder, type Transaction } from '@deskgraph/kit';
import { linesOf, needsOf } from '../order-line/order-line.service.js';
import { OrderState } from '../order/order.entity.js';
import { lock, step } from '../order/order.service.js';
import { servable, settle } from '../reservation/reservation.service.js';

/** The job that holds what has come for the orders that wait for it. */
export const replenishJob = 'commerce.replenish';
/** How many orders it looks up at once. */
const batch = 500;
/** What comes within this time is one job's. */
const slotMs = 2000;

/** Has a job hold what came or was given back, where that is enough for an order that waits. Not here: events share a transaction, which would lock many orders. */
export async function notice(tx: Transaction, { cause }: HouseEvent): Promise<void> {
  const isBrought = cause !== null && !isUuid(cause); // by a load, which says itself who waited and who was served
  if (isBrought || (await servable(tx, 1)).length === 0) return;
  const slot = Math.floor(tx.now().getTime() / slotMs) + 1;
  await enqueue(tx, replenishJob, tx.viewer.organizationId, { key: String(slot), startAfter: new Date(slot * slotMs) });
}

/** Serves the orders that wait, the one placed first first, each in a transaction of its own. */
export async function replenish(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder): Promise<void> {
  for (let served = batch; served > 0; ) {
    served = 0;
    const ids = await transactAs(ctx, organizationId, jobId, tx => servable(tx, batch));
    for (const id of ids) if (!ctx.signal.aborted && (await transactAs(ctx, organizationId, jobId, tx => serve(tx, id)))) served++;
    if (ids.length < batch) return;
  }
}

/** Holds all an order needs that waits, where it is its turn; answers whether it is. */
async function serve(tx: Transaction, id: string): Promise<boolean> {
  const order = await lock(tx, id);
  if (order?.state !== OrderState.BACKORDERED || !(await settle(tx, order, needsOf(await linesOf(tx, id))))) return false;
  const before = { state: order.state };
  await step(tx, order, OrderState.RESERVED, 'There is enough in stock');
  await audit(tx, 'order.reserve', id, { before, after: { state: order.state } });
  return true;
}
