import { products, type DemoVariant } from './catalogue.js';
import { customerAt, type DemoCustomer } from './customers.js';
import { dice, type Dice } from './dice.js';
import { atWork, beginOf, day, hour, minute, momentAt, type DemoPlan } from './plan.js';

/** What came into the store, before or while orders took from it. */
export interface DemoStock {
  readonly key: string;
  readonly sku: string;
  readonly location: 'MAIN' | 'NORTH';
  readonly delta: number;
  readonly reason: string;
  readonly at: Date;
}

interface Line {
  readonly externalId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** Something done to an order, by one of the people or by the house. */
export type DemoDeed = { readonly at: Date; readonly by: number | null } & (
  | { readonly verb: 'reserve' | 'backorder' | 'pay' | 'approve' | 'expire' | 'cancel' | 'complete'; readonly reason: string | null }
  | { readonly verb: 'ship'; readonly carrier: string; readonly trackingNumber: string | null; readonly lines: readonly { readonly externalId: string; readonly quantity: number }[] | null }
  | { readonly verb: 'deliver'; readonly shipment: number }
);

/** An order with all that was done to it until the demo's end. */
export interface DemoOrder {
  readonly index: number;
  readonly customer: DemoCustomer;
  readonly channel: string;
  readonly externalId: string;
  readonly placedAt: Date;
  readonly at: Date;
  readonly isShort: boolean;
  readonly lines: readonly Line[];
  readonly shipping: number;
  readonly tax: number;
  readonly discount: number;
  readonly total: number;
  readonly address: string;
  readonly deeds: readonly DemoDeed[];
}

/** What happens in the store, in an order in which nothing is taken before it came. */
export type StoreRow = { readonly stock: DemoStock } | { readonly order: DemoOrder };

/** What is sold: a variant with what its product is called. */
export interface Offer {
  readonly variant: DemoVariant;
  readonly name: string;
  readonly safetySheetUrl: string;
}

/** What somebody ordered, whatever became of it. */
export interface OrderHead {
  readonly index: number;
  readonly customer: DemoCustomer;
  readonly channel: string;
  readonly externalId: string;
  readonly placedAt: Date;
  readonly at: Date;
  readonly chosen: readonly { readonly offer: Offer; readonly place: number; readonly quantity: number }[];
}

/** What is free of a variant, and what comes back or in. */
interface Shelf {
  readonly offer: Offer;
  free: number;
  coming: { readonly at: number; readonly quantity: number }[];
  isOrdered: boolean;
}

const carriers = [['Brinkhavel', 'BH'], ['Ostralpin', 'OA'], ['Kaikurier', 'KK'], ['Schleuse & Gleis', 'SG']] as const;
const expiries = ['Not paid within seven days', 'Two reminders, no payment'] as const;
const cancellations = ['Customer ordered twice', 'Customer found it elsewhere sooner', 'Wrong packing ordered', 'Project postponed by the customer', 'Declaration of end use was not signed'] as const;

/** Every delivery and order of the demo; of all that came before it holds no more than what is on the shelves. */
export function* storeRows(plan: DemoPlan): Generator<StoreRow> {
  const begin = beginOf(plan).getTime();
  const scale = Math.max(1, plan.orders / 3000);
  const shelves = offersOf(plan).map((offer): Shelf => ({ offer, free: 0, coming: [], isOrdered: false }));
  for (const shelf of shelves) {
    const { sku, stock } = shelf.offer.variant;
    const rolled = dice(plan.seed, 'opening', sku);
    const opening = Math.round(stock * scale * (0.6 + rolled.roll()));
    shelf.free = opening;
    yield { stock: { key: `opening ${sku}`, sku, location: 'MAIN', delta: opening, reason: 'Stocktaking at the start', at: new Date(begin - day + rolled.int(0, 600) * minute) } };
    if (rolled.chance(0.3)) yield { stock: { key: `north ${sku}`, sku, location: 'NORTH', delta: Math.max(1, Math.round(stock * scale * 0.2)), reason: 'Safety stock of the northern store', at: new Date(begin - day + rolled.int(0, 600) * minute) } };
  }
  for (let index = 0; index < plan.orders; index++) yield* placed(plan, index, shelves, scale);
}

/** An order, after the deliveries that it waits for or brings about. */
function* placed(plan: DemoPlan, index: number, shelves: readonly Shelf[], scale: number): Generator<StoreRow> {
  const rolled = dice(plan.seed, 'fate', index);
  const head = headOf(plan, index);
  const { at } = head;
  const chosen = head.chosen.flatMap(({ place, quantity }) => {
    const shelf = shelves[place];
    return shelf ? [{ shelf, quantity }] : [];
  });
  for (const { shelf } of chosen) settleShelf(shelf, at.getTime());
  const isShort = chosen.some(({ shelf, quantity }) => shelf.free < quantity);

  let heldAt = at;
  for (const { shelf, quantity } of chosen) {
    const { sku, stock } = shelf.offer.variant;
    const missing = shelf.free < quantity;
    const isLow = shelf.free - quantity < stock * scale * 0.35 && !shelf.isOrdered;
    if (missing || isLow) {
      const delivered = { at: atWork(new Date(at.getTime() + rolled.int(missing ? 4 : 3, 17) * day)), quantity: Math.round(stock * scale * (0.8 + rolled.roll() * 0.6)) + (missing ? quantity : 0) };
      if (delivered.at < plan.end) yield { stock: { key: `delivery ${String(index)} ${sku}`, sku, location: 'MAIN', delta: delivered.quantity, reason: `Delivery PO-${String(70_000 + index)}`, at: delivered.at } };
      shelf.coming.push({ at: delivered.at.getTime(), quantity: delivered.quantity - (missing ? quantity : 0) });
      shelf.isOrdered = true;
      if (missing && delivered.at > heldAt) heldAt = new Date(delivered.at.getTime() + rolled.int(10, 90) * minute);
    }
    if (!missing) shelf.free -= quantity;
  }
  const order = made(rolled, head, isShort);
  const deeds = deedsOf(plan, rolled, order, heldAt);
  for (const deed of deeds) {
    if (deed.verb !== 'cancel' && deed.verb !== 'expire') continue;
    for (const { shelf, quantity } of chosen) shelf.coming.push({ at: Math.max(deed.at.getTime(), heldAt.getTime()), quantity });
  }
  yield { order: { ...order, deeds: deeds.filter(deed => deed.at < plan.end) } };
}

/** Puts on a shelf what has come until a moment. */
function settleShelf(shelf: Shelf, until: number): void {
  const come = shelf.coming.filter(({ at }) => at <= until);
  if (come.length === 0) return;
  shelf.coming = shelf.coming.filter(({ at }) => at > until);
  shelf.free += come.reduce((all, { quantity }) => all + quantity, 0);
  shelf.isOrdered = shelf.coming.length > 0;
}

/** Who orders: the first are the largest, and nobody orders before they are known. */
function buyerAt(plan: DemoPlan, rolled: Dice, placedAt: Date): DemoCustomer {
  for (let tries = 0; tries < 20; tries++) {
    const customer = customerAt(plan, Math.floor(plan.customers * rolled.roll() ** 1.6));
    if (customer.at < placedAt) return customer;
  }
  for (let index = 0; ; index++) {
    const customer = customerAt(plan, index);
    if (customer.at < placedAt || index >= plan.customers) return customer;
  }
}

/** An order as it was placed, by its place: the same whoever asks. */
export function headOf(plan: DemoPlan, index: number): OrderHead {
  const rolled = dice(plan.seed, 'order', index);
  const placedAt = momentAt(plan, (index + rolled.roll()) / plan.orders);
  const customer = buyerAt(plan, rolled, placedAt);
  const channel = customer.company === null ? 'shop' : rolled.weighted(['shop', 30], ['mail', 35], ['edi', 25], ['phone', 10]);
  const at = new Date(placedAt.getTime() + (channel === 'shop' || channel === 'edi' ? rolled.int(2, 40) * 1000 : rolled.int(10, 300) * minute));
  const names: Record<string, string> = {
    shop: `WEB-${String(100_000 + index)}`, edi: `PO-45${String(10_000_000 + rolled.int(0, 999) * 10_000 + index)}`, mail: `BC-${String(20_000 + index)}`, phone: `TEL-${String(20_000 + index)}`,
  };
  return { index, customer, channel, externalId: names[channel] ?? String(index), placedAt, at, chosen: choose(rolled, offersOf(plan), customer) };
}

/** Who carries an order's shipment, and under which number. */
export function sendingOf(seed: string, index: number, shipment: number): { readonly carrier: string; readonly number: string } {
  const rolled = dice(seed, 'sending', index, shipment);
  const [carrier, prefix] = rolled.pick(carriers);
  return { carrier, number: `${prefix}${String(rolled.int(10_000_000, 99_999_999))}` };
}

const known = new WeakMap<DemoPlan, readonly Offer[]>();

/** What is sold; looked up once for a plan. */
function offersOf(plan: DemoPlan): readonly Offer[] {
  const offers = known.get(plan) ?? products(plan).flatMap(({ name, safetySheetUrl, variants }) => variants.map(variant => ({ variant, name, safetySheetUrl })));
  known.set(plan, offers);
  return offers;
}

function choose(rolled: Dice, offers: readonly Offer[], { company }: DemoCustomer): { offer: Offer; place: number; quantity: number }[] {
  const wanted = new Map<number, { offer: Offer; place: number; quantity: number }>();
  const count = rolled.weighted([1, 38], [2, 30], [3, 18], [4, 9], [6, 5]);
  while (wanted.size < count) {
    const place = rolled.int(0, offers.length - 1);
    const offer = offers[place];
    if (!offer || (!company && ['IBC', 'BB', '200L'].includes(offer.variant.pack))) continue;
    wanted.set(place, { offer, place, quantity: Math.max(1, Math.ceil(offer.variant.most * rolled.roll() ** 2.2)) });
  }
  return [...wanted.values()];
}

function made(rolled: Dice, { chosen, ...order }: OrderHead, isShort: boolean): Omit<DemoOrder, 'deeds'> {
  const { customer } = order;
  const lines = chosen.map(({ offer: { variant, name }, quantity }, place) => ({ externalId: String(place + 1), sku: variant.sku, title: `${name}, ${variant.title}`, quantity, unitPrice: variant.price }));
  const subtotal = lines.reduce((all, { quantity, unitPrice }) => all + quantity * unitPrice, 0);
  const discount = customer.company !== null && subtotal > 200_000 && rolled.chance(0.5) ? Math.round(subtotal * rolled.pick([0.02, 0.03, 0.05])) : 0;
  const shipping = subtotal > 150_000 ? 0 : rolled.pick([890, 1290, 1890, 4900]);
  const tax = customer.country.code === 'DE' ? Math.round((subtotal + shipping - discount) * 0.19) : 0;
  return { ...order, isShort, lines, shipping, tax, discount, total: subtotal + shipping + tax - discount, address: customer.address };
}

/** What is done to an order in the weeks after it came in, however late that would be. */
function deedsOf({ seed }: DemoPlan, rolled: Dice, order: Omit<DemoOrder, 'deeds'>, heldAt: Date): DemoDeed[] {
  const deeds: DemoDeed[] = [];
  const by = rolled.int(0, 999);
  let time = order.at.getTime();
  const later = (least: number, most: number): Date => {
    const next = atWork(new Date(time + least + Math.floor(rolled.roll() * (most - least)))).getTime();
    time = Math.max(next, time + minute);
    return new Date(time);
  };
  const cancel = (least: number, most: number): DemoDeed => ({ verb: 'cancel', at: later(least, most), by, reason: rolled.pick(cancellations) });

  if (order.isShort) {
    deeds.push({ verb: 'backorder', at: later(30 * minute, 6 * hour), by, reason: 'Supplier confirmed, customer waits' });
    if (rolled.chance(0.12)) return [...deeds, cancel(5 * hour, 3 * day)];
    time = Math.max(time, heldAt.getTime());
    deeds.push({ verb: 'reserve', at: later(5 * minute, hour), by, reason: 'Goods are in' });
  }
  if (rolled.chance(0.025)) return [...deeds, cancel(hour, 2 * day)];
  const onTerms = order.customer.company !== null && order.channel !== 'shop';
  if (onTerms) deeds.push({ verb: 'approve', at: later(10 * minute, 8 * hour), by, reason: rolled.pick(['30 days net', '14 days net', '30 days net, credit limit checked']) });
  else if (rolled.chance(0.035)) return [...deeds, { verb: 'expire', at: later(7 * day, 8 * day), by: null, reason: rolled.pick(expiries) }];
  else deeds.push({ verb: 'pay', at: later(2 * minute, 30 * hour), by: null, reason: rolled.pick(['Card', 'Bank transfer', 'Instant transfer']) });

  const sendings = sendingsOf(rolled, order);
  const arrivals: DemoDeed[] = [];
  for (const [shipment, lines] of sendings.entries()) {
    const { carrier, number } = sendingOf(seed, order.index, shipment);
    const at = later(shipment === 0 ? 3 * hour : day, (shipment === 0 ? 2 : 4) * day);
    deeds.push({ verb: 'ship', at, by, carrier, trackingNumber: rolled.chance(0.96) ? number : null, lines });
    arrivals.push({ verb: 'deliver', at: atWork(new Date(at.getTime() + rolled.int(16, rolled.chance(0.08) ? 190 : 80) * hour)), by: null, shipment });
  }
  deeds.push(...arrivals);
  const inOrder = deeds.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  for (const [place, deed] of inOrder.entries()) { // no two at once, so that each is later than the one before
    const before = inOrder[place - 1]?.at.getTime() ?? order.at.getTime();
    if (deed.at.getTime() < before + 1000) inOrder[place] = { ...deed, at: new Date(before + 1000) };
  }
  if (!onTerms) return inOrder;
  time = inOrder.at(-1)?.at.getTime() ?? time;
  return [...inOrder, { verb: 'complete', at: later(9 * day, 45 * day), by: null, reason: 'Bank transfer' }];
}

/** In how many parts an order goes out, and what is in each; null is all that is open. */
function sendingsOf(rolled: Dice, { lines }: Pick<DemoOrder, 'lines'>): (readonly { externalId: string; quantity: number }[] | null)[] {
  const [first] = lines;
  if (!first || !rolled.chance(0.12) || (lines.length === 1 && first.quantity === 1)) return [null];
  const part = lines.length > 1 ? lines.slice(0, -1).map(({ externalId, quantity }) => ({ externalId, quantity })) : [{ externalId: first.externalId, quantity: Math.floor(first.quantity / 2) }];
  return [part, null];
}
