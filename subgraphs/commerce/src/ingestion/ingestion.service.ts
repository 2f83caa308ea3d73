import { createHash } from 'node:crypto';
import { audit, emit, meet, Refused, sum, times, transact, type Context, type MetParty, type Party, type Transaction } from '@deskgraph/kit';
import type { OrderLine } from '../order-line/order-line.entity.js';
import { drop, linesOf, needsOf, write } from '../order-line/order-line.service.js';
import { OrderState, type Order } from '../order/order.entity.js';
import { aheadMs, isOpen } from '../order/order.policy.js';
import { change, lockExternal, open, peopleOf, step } from '../order/order.service.js';
import { settle } from '../reservation/reservation.service.js';
import { bySku } from '../variant/variant.service.js';
import type { OrderIngestInput } from './ingestion.inputs.js';

/** What an order is of and comes to; what identifies it aside. */
export type Content = Pick<Order, 'placedAt' | 'currency' | 'subtotal' | 'shipping' | 'tax' | 'discount' | 'total' | 'shippingAddress' | 'sourceChangedAt' | 'contentHash'>;

/** Whose an order is. */
type Ownership = Pick<Order, 'partyId' | 'customerId'>;

/**
 * Takes in an order as a channel says it is now: a new one is made and stock held for it, or it stops for somebody to decide. The same again, and what
 * is older than what is known, changes nothing. What is newer replaces the lines and moves what is held, until something is shipped.
 */
export function ingest(ctx: Context, input: OrderIngestInput): Promise<Order> {
  for (const field of ['changedAt', 'placedAt'] as const) {
    if (input[field].getTime() > ctx.now().getTime() + aheadMs) throw new Refused('INVALID', 'This has not come yet. Give an instant that is not in the future.', field);
  }
  const content = contentOf(input);
  return transact(ctx, async tx => {
    if (!tx.viewer.may('order.ingest')) throw new Refused('FORBIDDEN', 'You may not take in orders.');
    const known = await lockExternal(tx, input.channel, input.externalId);
    if (!known) return take(tx, input, content);

    const isSame = known.contentHash.equals(content.contentHash);
    const age = input.changedAt.getTime() - known.sourceChangedAt.getTime();
    if (age < 0 || (age === 0 && isSame)) return unchanged(tx, known);
    if (age === 0) throw new Refused('CONFLICT', 'The channel has said something else of this order at the same instant.', 'changedAt');
    if (isSame) return unchanged(tx, await change(tx, known, { sourceChangedAt: input.changedAt }));
    return replace(tx, known, input, content);
  });
}

async function take(tx: Transaction, input: OrderIngestInput, content: Content): Promise<Order> {
  const { channel, externalId } = input;
  const order = await open(tx, { channel, externalId, ...(await ownershipOf(tx, input, { partyId: null, customerId: null })), ...content });
  const lines = await linesFor(tx, order, input, []);
  await write(tx, lines);
  const isHeld = await settle(tx, order, needsOf(lines));
  await step(tx, order, isHeld ? OrderState.RESERVED : OrderState.REQUIRES_ACTION, isHeld ? null : 'There is not enough in stock');
  await audit(tx, 'order.ingest', order.id, { after: { channel, externalId, ...figuresOf(order) } });
  return order;
}

async function replace(tx: Transaction, order: Order, input: OrderIngestInput, content: Content): Promise<Order> {
  if (!isOpen(order)) throw new Refused('ORDER_CLOSED', `An order that is ${order.state} cannot be changed by its channel any more.`, 'externalId');
  const [before, people] = [{ ...figuresOf(order), partyId: order.partyId }, peopleOf(order)];
  const ownership = await ownershipOf(tx, input, order);
  const known = await linesOf(tx, order.id);
  const lines = await linesFor(tx, order, input, known);
  const gone = known.filter(({ id }) => !lines.some(line => line.id === id));

  await change(tx, order, { ...content, ...ownership });
  await write(tx, lines);
  const isHeld = await settle(tx, order, [...needsOf(gone).map(need => ({ ...need, quantity: 0 })), ...needsOf(lines)]);
  await drop(tx, gone);
  await emit(tx, 'order.changed', order.id, { related: [...new Set([...peopleOf(order), ...people])] });
  await restate(tx, order, isHeld);
  await audit(tx, 'order.ingest', order.id, { before, after: { ...figuresOf(order), partyId: order.partyId } });
  return order;
}

/** Where a changed order stands: stopped where it became more than there is or than was paid, and going on where it waited and now has all. */
async function restate(tx: Transaction, order: Order, isHeld: boolean): Promise<void> {
  const waits = order.state === OrderState.REQUIRES_ACTION || order.state === OrderState.BACKORDERED;
  const isPaid = order.state !== OrderState.PAID || order.paid >= order.total;
  if (waits && isHeld) await step(tx, order, OrderState.RESERVED, 'Changed by the channel');
  if (!waits && !isHeld) await step(tx, order, OrderState.REQUIRES_ACTION, 'Changed by the channel to more than there is in stock');
  else if (!isPaid) await step(tx, order, OrderState.REQUIRES_ACTION, 'Changed by the channel to more than was paid');
}

/** Nothing was changed, so there is nothing to audit. */
function unchanged(tx: Transaction, order: Order): Order {
  tx.audited.count++;
  return order;
}

/** Who the buyer is, by their address, else by the channel's name for them; null where the channel says neither. */
export function buyer({ channel, buyerEmail, buyerExternalId, buyerName }: OrderIngestInput): Party | null {
  const name = buyerName ?? null;
  if (buyerEmail) return { kind: 'MAIL', value: buyerEmail, name };
  return buyerExternalId ? { kind: 'EXTERNAL', value: `${channel}:${buyerExternalId}`, name } : null;
}

/** Whose an order is from now on: the buyer's whom the channel names now, else whose it was. */
async function ownershipOf(tx: Transaction, input: OrderIngestInput, { partyId, customerId }: Ownership): Promise<Ownership> {
  const party = await buyerOf(tx, input);
  return party && party.id !== partyId ? { partyId: party.id, customerId: party.customerId } : { partyId, customerId };
}

async function buyerOf(tx: Transaction, input: OrderIngestInput): Promise<MetParty | null> {
  const party = buyer(input);
  try {
    return party && (await meet(tx, party));
  } catch (error) {
    throw error instanceof Refused && error.field === 'value' ? new Refused(error.code, error.message, input.buyerEmail ? 'buyerEmail' : 'buyerExternalId') : error;
  }
}

/** The lines as they are to be; those the channel named before keep their ids. */
async function linesFor(tx: Transaction, { id: orderId }: Order, { lines }: OrderIngestInput, known: readonly OrderLine[]): Promise<OrderLine[]> {
  const variants = await bySku(tx, lines.map(({ sku }) => sku));
  return lines.map(({ externalId, sku, title, quantity, unitPrice }, position) => {
    const { id = tx.newId(), shipped = 0 } = known.find(line => line.externalId === externalId) ?? {};
    const price = BigInt(unitPrice);
    return {
      organizationId: tx.viewer.organizationId, id, orderId, externalId, position, variantId: variants.get(sku)?.id ?? null, sku, title, quantity, shipped, unitPrice: price, total: times(price, quantity, `lines.${String(position)}.unitPrice`),
    };
  });
}

/** What an order comes to, which must be what the channel says. */
export function contentOf(input: OrderIngestInput): Content {
  const { lines, currency, changedAt, shippingAddress = null, ...rest } = input;
  const [shipping, tax, discount, total] = [BigInt(input.shipping), BigInt(input.tax), BigInt(input.discount), BigInt(input.total)];
  const subtotal = sum(lines.map(({ unitPrice, quantity }, position) => times(BigInt(unitPrice), quantity, `lines.${String(position)}.unitPrice`)), 'lines');
  if (sum([subtotal, shipping, tax, -discount], 'total') !== total) throw new Refused('ORDER_TOTAL_WRONG', 'The lines, shipping and tax, less the discount, do not come to this.', 'total');
  const contentHash = createHash('sha256').update(JSON.stringify({ ...rest, currency, shippingAddress, lines })).digest();
  return { placedAt: input.placedAt, currency, subtotal, shipping, tax, discount, total, shippingAddress, sourceChangedAt: changedAt, contentHash };
}

function figuresOf({ currency, total, state }: Order): Record<string, unknown> {
  return { currency, total: Number(total), state };
}
