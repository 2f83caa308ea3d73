import { importOrders, importProducts, importStock, importVariants } from '@deskgraph/commerce';
import { importCompanies, importCustomers, importNotes } from '@deskgraph/crm';
import { newId, openContext, systemViewer, viewerOf } from '@deskgraph/kit';
import { importArticles } from '@deskgraph/knowledge';
import { connectionsOf, createConnection } from '@deskgraph/operations';
import { importCalls } from '@deskgraph/voice';
import type { House } from '../house.js';
import { articles } from './articles.js';
import { products } from './catalogue.js';
import { callAt, noteAt } from './contacts.js';
import { companyAt, companyCount, customerAt } from './customers.js';
import { idsOf } from './ids.js';
import { loadTickets } from './load-tickets.js';
import { count, inBatches, memberOf, numbers, type Loading, type LoadOptions } from './loading.js';
import { storeRows, type DemoOrder } from './orders.js';
import type { DemoPlan } from './plan.js';

/** What is made by the single verbs first: the switchboard, mailboxes and teams. */
const housekeeping = ['connection.read', 'connection.create', 'mailbox.read', 'mailbox.create', 'team.read', 'team.create', 'team.addMember'];

/** Loads a demo through the bulk verbs of the rooms, some hundred rows a transaction. What is loaded already changes nothing. Answers whether all is. */
export async function loadDemo(house: Pick<House, 'rooms'>, plan: DemoPlan, options: LoadOptions): Promise<boolean> {
  const loading = loadingOf(house, plan, options);
  for (const part of [catalogue, loadPeople, notes, store, calls, loadTickets, texts]) {
    if (options.until.aborted) return false;
    await part(loading);
  }
  return !options.until.aborted;
}

/** What the parts of a load share. */
export function loadingOf({ rooms }: Pick<House, 'rooms'>, plan: DemoPlan, options: LoadOptions): Loading {
  return {
    ...options, plan, ids: idsOf(options.organizationId),
    async in(name, work) {
      const room = rooms.find(({ subgraph }) => subgraph.name === name);
      if (!room) throw new Error(`There is no room ${name}.`);
      const viewer = viewerOf({ ...systemViewer(options.organizationId), permissions: housekeeping });
      const { ctx, session } = openContext(room.databases, room.tools, viewer, newId());
      ctx.work.cause = 'demo';
      try {
        return await work(ctx);
      } finally {
        await session.commit();
      }
    },
  };
}

/** The id of the last thing that is loaded: with it, all is. */
export function lastArticleId(plan: DemoPlan, organizationId: string): string {
  const last = articles(plan).at(-1);
  if (!last) throw new Error('A demo without articles.');
  return idsOf(organizationId).of('article', last.key, last.createdAt);
}

async function catalogue(loading: Loading): Promise<void> {
  const { plan, ids, progress } = loading;
  const all = products(plan).map(product => ({ product, id: ids.of('product', product.code, product.at) }));
  const variants = all.flatMap(({ id: productId, product: { at, variants: some } }) => some.map(({ sku, title, price }) => ({ id: ids.of('variant', sku, at), productId, sku, title, price, currency: 'EUR', packSize: 1, at })));
  await loading.in('commerce', ctx => importProducts(ctx, all.map(({ id, product: { name, description, hazard, safetySheetUrl, at } }) => ({ id, name, description, hazard, safetySheetUrl, at }))));
  await inBatches(loading, variants, rows => loading.in('commerce', ctx => importVariants(ctx, rows)));
  progress(`demo: ${count(all.length)} products in ${count(variants.length)} packings`);
}

/** Loads the companies and the customers. */
export async function loadPeople(loading: Loading): Promise<void> {
  const { plan, ids, progress } = loading;
  await inBatches(loading, numbers(companyCount(plan)), some => {
    const rows = some.map(index => companyAt(plan, index)).map(({ name, domain, at }) => ({ id: ids.of('company', domain, at), name, domains: [domain], at }));
    return loading.in('crm', ctx => importCompanies(ctx, rows));
  });
  await inBatches(loading, numbers(plan.customers), some => {
    const rows = some.map(index => customerAt(plan, index)).map(customer => {
      const { name, isDesk, mail, phone, shopId, language, timeZone, note, at } = customer;
      const identities = [{ kind: 'MAIL' as const, value: mail }, ...(phone === null ? [] : [{ kind: 'PHONE' as const, value: phone }]), ...(shopId === null ? [] : [{ kind: 'EXTERNAL' as const, value: `shop:${shopId}` }])];
      return { id: ids.ofCustomer(customer), name, kind: isDesk ? ('ORGANIZATION' as const) : ('PERSON' as const), language, timeZone, note, at, identities };
    });
    return loading.in('crm', ctx => importCustomers(ctx, rows));
  });
  progress(`demo: ${count(plan.customers)} customers, of ${count(companyCount(plan))} companies`);
}

async function notes(loading: Loading): Promise<void> {
  const { plan, ids } = loading;
  await inBatches(loading, numbers(plan.notes), some => {
    const rows = some.map(index => noteAt(plan, index)).map(({ index, customer, summary, by, at }) => ({ id: ids.of('note', index, at), customerId: ids.ofCustomer(customer), summary, memberId: memberOf(loading, by), at }));
    return loading.in('crm', ctx => importNotes(ctx, rows));
  });
}

async function store(loading: Loading): Promise<void> {
  const { plan, ids, progress } = loading;
  let done = 0;
  await inBatches(loading, storeRows(plan), async some => {
    const stock = some.flatMap(row => ('stock' in row ? { id: ids.of('stock', row.stock.key, row.stock.at), sku: row.stock.sku, location: row.stock.location, delta: row.stock.delta, reason: row.stock.reason, at: row.stock.at } : []));
    const orders = some.flatMap(row => ('order' in row ? pastOrder(loading, row.order) : []));
    await loading.in('commerce', ctx => importStock(ctx, stock));
    await loading.in('commerce', ctx => importOrders(ctx, orders));
    if (Math.floor((done + orders.length) / 1000) > Math.floor(done / 1000)) progress(`demo: ${count(done + orders.length)} of ${count(plan.orders)} orders`);
    done += orders.length;
  });
  if (done % 1000 !== 0) progress(`demo: ${count(done)} orders`);
}

function pastOrder(loading: Loading, { index, customer, channel, externalId, placedAt, at, isShort, lines, shipping, tax, discount, total, address, deeds }: DemoOrder) {
  const buyer = channel === 'shop' && customer.shopId !== null ? { buyerExternalId: customer.shopId } : { buyerEmail: customer.mail };
  const said = { channel, externalId, placedAt, changedAt: placedAt, currency: 'EUR', lines: [...lines], shipping, tax, discount, total, ...buyer, buyerName: customer.name, shippingAddress: address };
  return { id: loading.ids.of('order', index, at), said, at, isShort, deeds: deeds.map(({ by, ...deed }) => ({ ...deed, memberId: by === null ? null : memberOf(loading, by) })) };
}

async function calls(loading: Loading): Promise<void> {
  const { plan, ids, progress } = loading;
  const connectionId = await switchboard(loading);
  await inBatches(loading, numbers(plan.calls), some => {
    const rows = some.map(index => callAt(plan, index)).map(({ index, ...call }) => ({ ...call, id: ids.of('call', index, call.startedAt), connectionId, externalId: `demo-${String(index)}` }));
    return loading.in('voice', ctx => importCalls(ctx, rows));
  });
  progress(`demo: ${count(plan.calls)} calls`);
}

/** The switchboard that told of the demo's calls; made where it is not there. */
function switchboard(loading: Loading): Promise<string> {
  const known = { provider: 'pbx', name: 'Switchboard of the demo' };
  return loading.in('operations', async ctx => {
    const found = (await connectionsOf(ctx)).find(({ provider, name }) => provider === known.provider && name === known.name);
    return found?.id ?? (await createConnection(ctx, known)).connection.id;
  });
}

async function texts(loading: Loading): Promise<void> {
  const { plan, ids, progress } = loading;
  const rows = articles(plan).map(({ key, title, body, visibility, by, createdAt, publishedAt }) => ({ id: ids.of('article', key, createdAt), title, body, visibility, language: 'en', authorMemberId: memberOf(loading, by), createdAt, publishedAt }));
  await inBatches(loading, rows, some => loading.in('knowledge', ctx => importArticles(ctx, some)));
  progress(`demo: ${count(rows.length)} articles`);
}
