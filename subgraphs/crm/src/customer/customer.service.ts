import { audit, auditAll, authorize, emit, emitAll, emitEach, isUuid, once, page, Refused, transact, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import { refuseUnknown } from '../company/company.service.js';
import { index, indexAll, wanted } from '../search/search.service.js';
import { CustomerKind, type Customer } from './customer.entity.js';
import { CustomerOrderField, type CustomerCreateInput, type CustomerFilter, type CustomerOrder, type CustomerUpdateInput } from './customer.inputs.js';
import { customerPolicy } from './customer.policy.js';
import { customers, type CustomerChange } from './customer.repository.js';

/** A customer to add; what is not known is not given. */
export type NewCustomer = Pick<CustomerChange, 'name' | 'kind' | 'companyId' | 'language' | 'timeZone' | 'note'>;

/** One page of the customers the viewer may see, without those who were merged. */
export function list(ctx: Context, filter: CustomerFilter, { field, direction }: CustomerOrder, args: PageArgs): Promise<Page<Customer>> {
  const orders = {
    [CustomerOrderField.NAME]: { column: 'customer.name', value: ({ name }: Customer) => name },
    [CustomerOrderField.CREATED_AT]: { column: 'customer.createdAt', value: ({ createdAt }: Customer) => createdAt },
    [CustomerOrderField.NUMBER]: { column: 'customer.number', value: ({ number }: Customer) => number },
  };
  return page(customers(ctx).matching(filter, filter.text ? wanted(filter.text) : null), args, { ...orders[field], direction });
}

/** Adds a customer. */
export function create(ctx: Context, input: CustomerCreateInput): Promise<Customer> {
  return transact(ctx, tx =>
    once(tx, input, id => customers(tx).byId(id), async () => {
      const { name, kind, companyId = null, note = null } = input;
      if (companyId !== null) await refuseUnknown(tx, companyId, 'companyId');
      return add(tx, { name, kind: kind ?? CustomerKind.PERSON, companyId, note, language: languageOf(input.language), timeZone: timeZoneOf(input.timeZone) });
    }),
  );
}

/** Adds a customer in the open transaction, whoever asks. */
export async function add(tx: Transaction, { name, kind = CustomerKind.PERSON, companyId = null, language = null, timeZone = null, note = null }: NewCustomer): Promise<Customer> {
  const { organizationId, memberId, credential } = tx.viewer;
  const number = await customers(tx).nextNumber();
  const known = { kind, name: name ?? `Customer ${String(number)}`, companyId, language, timeZone, note };
  const made = { createdAt: tx.now(), createdById: credential === 'SYSTEM' ? null : memberId, changedAt: tx.now(), mergedIntoId: null, broughtById: null, version: 1 };
  const customer = customers(tx).create({ organizationId, id: tx.newId(), number, ...known, ...made });
  await customers(tx).insert(customer);
  await index(tx, customer.id, customer.name);
  await emit(tx, 'customer.created', customer.id);
  await audit(tx, 'customer.create', customer.id, { after: { number, ...known } });
  return customer;
}

/** A customer who was added before, whoever did. */
export interface PastCustomer extends NewCustomer {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
}

/** Those of some customers who are not known yet. */
export function unknown<Row extends { readonly id: string }>(tx: Transaction, rows: readonly Row[]): Promise<Row[]> {
  return customers(tx).unknown(rows);
}

/** Adds customers of the past in the open transaction, numbered in their order. */
export async function addAll(tx: Transaction, added: readonly PastCustomer[]): Promise<void> {
  if (added.length === 0) return;
  const { organizationId } = tx.viewer;
  const first = await customers(tx).nextNumber(added.length);
  const rows = added.map(({ id, at, name, kind = CustomerKind.PERSON, companyId = null, note = null, ...input }, place) => {
    const known = { kind, name, companyId, language: languageOf(input.language), timeZone: timeZoneOf(input.timeZone), note };
    return { organizationId, id, number: first + place, ...known, createdAt: at, createdById: null, changedAt: at, mergedIntoId: null, broughtById: null, version: 1 };
  });
  await customers(tx).addAll(rows);
  await indexAll(tx, rows.map(({ id, name }) => ({ id, texts: [name] })));
  await emitAll(tx, rows.map(({ id, createdAt: at }) => ({ topic: 'customer.created', subjectId: id, at })));
  await auditAll(tx, rows.map(({ id, number, kind, name, companyId, language, timeZone, note, createdAt: at }) => ({ action: 'customer.create', subjectId: id, after: { number, kind, name, companyId, language, timeZone, note }, at })));
}

/** Changes what is known of a customer. */
export function update(ctx: Context, { id, version, name, kind, ...input }: CustomerUpdateInput): Promise<Customer> {
  return transact(ctx, async tx => {
    const customer = await lockStanding(tx, id, 'update', 'id');
    if (customer.version !== version) throw new Refused('CONFLICT', 'Somebody has changed this customer since. Look again, and change what is there now.', 'version');
    if (typeof input.companyId === 'string') await refuseUnknown(tx, input.companyId, 'companyId');

    const after: CustomerChange = {
      ...(name ? { name } : {}),
      ...(kind ? { kind } : {}),
      ...(input.companyId === undefined ? {} : { companyId: input.companyId }),
      ...(input.note === undefined ? {} : { note: input.note }),
      ...(input.language === undefined ? {} : { language: languageOf(input.language) }),
      ...(input.timeZone === undefined ? {} : { timeZone: timeZoneOf(input.timeZone) }),
    };
    const before = Object.fromEntries(Object.keys(after).map(field => [field, customer[field as keyof Customer]]));
    await customers(tx).change(customer, after);
    if (name) await index(tx, id, name);
    await emit(tx, 'customer.changed', id);
    await audit(tx, 'customer.update', id, { before, after });
    return customer;
  });
}

/** Makes those of these customers who have no company one's people. */
export async function join(tx: Transaction, companyId: string, ids: readonly string[]): Promise<void> {
  const joined = await customers(tx).join(companyId, ids);
  await emitEach(tx, 'customer.changed', joined);
  await auditAll(tx, joined.map(subjectId => ({ action: 'customer.update', subjectId, before: { companyId: null }, after: { companyId }, at: tx.now() })));
}

/** Those who have an address at one of these domains, and no company; so many at most. */
export function withoutCompanyAt(tx: Transaction, domains: readonly string[], most: number): Promise<string[]> {
  return customers(tx).withoutCompanyAt(domains, most);
}

/** A customer by id, whoever asks; the one who goes on, where this one was merged. */
export async function standing(tx: Transaction, id: string): Promise<Customer | null> {
  const customer = await customers(tx).byId(id);
  return customer?.mergedIntoId ? customers(tx).byId(customer.mergedIntoId) : customer;
}

/** Lets one transaction of an organization at a time decide whose an identity is. Taken before any customer or party is locked. */
export function lockIdentities(tx: Transaction): Promise<void> {
  return customers(tx).lockIdentities();
}

/** Two customers, as far as the viewer may see them. */
export async function seen(ctx: Context, ...ids: string[]): Promise<(Customer | undefined)[]> {
  const rows = await customers(ctx).visible().andWhere('customer.id = any(:ids)', { ids: ids.filter(id => isUuid(id)) }).getMany();
  return ids.map(id => rows.find(customer => customer.id === id.toLowerCase()));
}

/** Locks two customers in one order, whichever way round they are given. */
export function lockPair(tx: Transaction, ...ids: [string, string]): Promise<(Customer | undefined)[]> {
  return customers(tx).lock(...ids);
}

/** Ends one customer in another, which takes what it lacks; those who ended in the first end in the other too. */
export async function endIn(tx: Transaction, source: Customer, target: Customer, filling: CustomerChange): Promise<void> {
  await customers(tx).follow(source.id, target.id);
  await customers(tx).change(source, { mergedIntoId: target.id });
  await customers(tx).change(target, filling);
}

/** Has a customer who was merged into another go on by themselves, and those who came with them end in them again; answers who these are. */
export async function goOn(tx: Transaction, customer: Customer, from: string): Promise<string[]> {
  await customers(tx).change(customer, { mergedIntoId: null, broughtById: null });
  return customers(tx).followBack(customer.id, from);
}

/** Locks a customer for a verb the viewer may do; refuses one who was merged. */
export async function lockStanding(tx: Transaction, id: string, verb: keyof typeof customerPolicy, field: string): Promise<Customer> {
  const [customer] = await customers(tx).lock(id);
  authorize(tx, customerPolicy, 'read', customer, field);
  refuseMerged(customer, field);
  authorize(tx, customerPolicy, verb, customer, field);
  return customer;
}

/** Refuses a customer who was merged. */
export function refuseMerged({ number, mergedIntoId }: Customer, field: string): void {
  if (mergedIntoId !== null) throw new Refused('CUSTOMER_MERGED', `Customer ${String(number)} was merged into another one: ${mergedIntoId}.`, field);
}

function languageOf(tag: string | null | undefined): string | null {
  return tag === null || tag === undefined ? null : canonical(() => new Intl.Locale(tag).toString(), 'This is no language such as de or pt-BR.', 'language');
}

function timeZoneOf(name: string | null | undefined): string | null {
  return name === null || name === undefined ? null : canonical(() => new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone, 'This is no time zone such as Europe/Vienna.', 'timeZone');
}

function canonical(read: () => string, message: string, field: string): string {
  try {
    return read();
  } catch {
    throw new Refused('INVALID', message, field);
  }
}
