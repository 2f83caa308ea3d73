import {
  bulk, isName, meet, meetAll, once, partyId, Refused, transact, transactAs,
  type Context, type JobContext, type JobOrder, type Party, type PartyKind, type Transaction,
} from '@deskgraph/kit';
import { domainsBy, ofDomains } from '../company/company.service.js';
import { CustomerKind, type Customer } from '../customer/customer.entity.js';
import { add, addAll, join, lockIdentities, standing, unknown, withoutCompanyAt, type PastCustomer } from '../customer/customer.service.js';
import { IdentityKind } from '../identity/identity.entity.js';
import { attach, attachAll, domainOf, lockParty, owned, partyOf } from '../identity/identity.service.js';
import type { CustomerFindOrCreateInput } from './resolution.inputs.js';

/** How many become a company's people in one transaction. */
const batch = 500;

/**
 * The customer known by these identities, or a new one; however many ask at once, it is one. Nothing of whoever is found is overwritten, and they are
 * told, and given more, only by who may.
 */
export function findOrCreate(ctx: Context, input: CustomerFindOrCreateInput): Promise<Customer> {
  const named = input.identities.map((identity, at) => partyOf(identity, `identities.${String(at)}.`));
  return transact(ctx, tx =>
    once(tx, input, id => standing(tx, id), async () => {
      await lockIdentities(tx);
      const parties = [];
      for (const party of inOrder(named)) parties.push({ ...party, id: (await meet(tx, { ...party, name: input.name ?? null })).id });
      const known = await owned(tx, parties.map(({ id }) => id));
      const nobodys = parties.filter(({ id }) => !known.some(identity => identity.id === id));
      const [owner] = known;
      if (owner) refuseUnlessMay(tx, nobodys.length > 0);
      refuseTwo(named, known);

      const found = owner && (await standing(tx, owner.customerId));
      const customer = found ?? (await addKnownBy(tx, parties, input.name ?? undefined));
      for (const party of nobodys) await attach(tx, customer.id, party);
      if (nobodys.length === 0) tx.audited.count++; // they were found, and nothing is changed
      return (await standing(tx, customer.id)) ?? customer;
    }),
  );
}

/** A customer of the past, with all by which they are known. */
export interface PastPerson extends Omit<PastCustomer, 'companyId' | 'kind'> {
  readonly kind: keyof typeof CustomerKind;
  readonly identities: readonly { readonly kind: PartyKind; readonly value: string }[];
}

/**
 * Adds customers of the past, for the house itself: each of the company at whose domain they have an address. Those who are known change nothing;
 * CONFLICT where what somebody is to be known by is another's already.
 */
export function importAll(ctx: Context, rows: readonly PastPerson[]): Promise<number> {
  return bulk(ctx, rows, async tx => {
    await lockIdentities(tx);
    const added = await unknown(tx, rows);
    const parties = added.flatMap(({ id: customerId, name, at, identities }) => identities.map(({ kind, value }, place) => ({ ...partyOf({ value, kind: IdentityKind[kind] }, `identities.${String(place)}.`), customerId, name, at })));
    const met = await meetAll(tx, parties);
    if (met.size < parties.length || [...met.values()].some(({ customerId }) => customerId !== null)) throw new Refused('CONFLICT', 'Some of these are known by what is another customer\'s.', 'identities');

    const domains = await ofDomains(tx, [...new Set(parties.filter(({ kind }) => kind === 'MAIL').map(({ value }) => domainOf(value)))]);
    const companyOf = (customerId: string): string | null => parties.flatMap(party => (party.customerId === customerId && party.kind === 'MAIL' ? (domains.get(domainOf(party.value)) ?? []) : []))[0] ?? null;
    await addAll(tx, added.map(({ kind, ...row }) => ({ ...row, kind: CustomerKind[kind], companyId: companyOf(row.id) })));
    await attachAll(tx, parties.map(party => ({ ...party, id: partyId(tx.viewer.organizationId, party) })));
    return added.length;
  });
}

/** Whose a party is; a new customer's where it is nobody's yet. Null when the party was forgotten. */
export async function identify(tx: Transaction, partyId: string): Promise<string | null> {
  await lockIdentities(tx);
  const party = await lockParty(tx, partyId);
  if (!party || party.customerId !== null) return party?.customerId ?? null;
  const { id } = await addKnownBy(tx, [party], isName(party.name ?? '', 200) ? (party.name ?? undefined) : undefined);
  await attach(tx, id, party);
  return id;
}

/** Makes those who have an address at a company's domain, and no company, its people. */
export async function gatherAll(ctx: JobContext<unknown>, { organizationId, subjectId, jobId }: JobOrder): Promise<void> {
  for (let isMore = true; isMore && !ctx.signal.aborted; ) isMore = await transactAs(ctx, organizationId, jobId, tx => gatherSome(tx, subjectId));
}

/** Answers whether there may be more. */
async function gatherSome(tx: Transaction, companyId: string): Promise<boolean> {
  await lockIdentities(tx);
  const ids = await withoutCompanyAt(tx, await domainsBy(tx, companyId), batch);
  await join(tx, companyId, ids);
  return ids.length === batch;
}

/** Adds somebody known by these parties, as one of the company at whose domain they have an address. */
async function addKnownBy(tx: Transaction, parties: readonly Party[], name: string | undefined): Promise<Customer> {
  const address = parties.find(({ kind }) => kind === 'MAIL')?.value;
  const companyId = address === undefined ? null : ((await ofDomains(tx, [domainOf(address)])).get(domainOf(address)) ?? null);
  return add(tx, { companyId, ...(name === undefined ? {} : { name }) });
}

/** Refuses to tell who is known by an address to who may not see addresses, and to give them more of these to who may not add any. */
function refuseUnlessMay({ viewer }: Context, isMore: boolean): void {
  if (!viewer.may('identity.value.read')) throw new Refused('FORBIDDEN', 'Somebody is known by one of these, and you may not find customers by what they are known (identity.value.read).', 'identities');
  if (isMore && !viewer.may('identity.add')) throw new Refused('FORBIDDEN', 'Somebody is known by some of these, and you may not add the others (identity.add). Name those alone.', 'identities');
}

/** Refuses identities of two customers, naming the first that is not the first one's. */
function refuseTwo(named: readonly Party[], known: Awaited<ReturnType<typeof owned>>): void {
  const owners = named.map(({ kind, value }) => known.find(identity => identity.kind === IdentityKind[kind] && identity.value === value)?.customerId);
  const first = owners.find(owner => owner !== undefined);
  const other = owners.findIndex(owner => owner !== undefined && owner !== first);
  if (other >= 0) throw new Refused('CONFLICT', 'These belong to two customers. Merge the two if they are one.', `identities.${String(other)}.value`);
}

/** Each once, in the one order in which parties are locked. */
function inOrder(parties: readonly Party[]): Party[] {
  const byKey = new Map(parties.map(party => [`${party.kind} ${party.value}`, party]));
  return [...byKey.keys()].sort().flatMap(key => byKey.get(key) ?? []);
}
