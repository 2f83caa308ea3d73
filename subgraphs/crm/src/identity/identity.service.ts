import { audit, auditAll, authorize, emit, emitAll, meet, once, partyValue, Refused, transact, type Context, type Party, type Transaction } from '@deskgraph/kit';
import { getCountries, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { ofDomains } from '../company/company.service.js';
import { join, lockIdentities, lockStanding } from '../customer/customer.service.js';
import { index, indexAll } from '../search/search.service.js';
import { IdentityKind, type Identity } from './identity.entity.js';
import type { IdentityAddInput, IdentityInput, IdentityRemoveInput, IdentityVerifyInput } from './identity.inputs.js';
import { identityPolicy } from './identity.policy.js';
import { identities, type PartyRow } from './identity.repository.js';

/** How many identities a customer has at the most. */
const limit = 100;

/** Adds an identity to a customer. CONFLICT where it is somebody's already. */
export function add(ctx: Context, input: IdentityAddInput): Promise<Identity> {
  const party = partyOf(input, '');
  return transact(ctx, tx =>
    once(tx, input, id => identities(tx).byId(id), async () => {
      await lockIdentities(tx);
      const customer = await lockStanding(tx, input.customerId, 'addIdentity', 'customerId');
      const { id } = await meet(tx, { ...party, name: customer.name });
      const owner = await identities(tx).byId(id);
      if (owner) throw new Refused('CONFLICT', owner.customerId === customer.id ? 'This is theirs already.' : 'This is another customer\'s. Merge the two if they are one.', 'value');
      return attach(tx, customer.id, { id, ...party });
    }),
  );
}

/** Notes that somebody made sure of an identity. */
export function verify(ctx: Context, { id }: IdentityVerifyInput): Promise<Identity> {
  return transact(ctx, async tx => {
    const identity = await own(tx, id);
    if (identity.verifiedAt) throw new Refused('CONFLICT', 'This is verified already.', 'id');
    authorize(tx, identityPolicy, 'verify', identity, 'id');
    await identities(tx).change(identity, { verifiedAt: tx.now(), verifiedById: tx.viewer.memberId });
    await emit(tx, 'identity.verified', id, { related: [identity.customerId] });
    await audit(tx, 'identity.verify', id, { before: { verifiedAt: null }, after: { verifiedAt: identity.verifiedAt } });
    return identity;
  });
}

/** Takes an identity from its customer. Whoever is met by it next is a new customer. */
export function remove(ctx: Context, { id }: IdentityRemoveInput): Promise<Identity> {
  return transact(ctx, async tx => {
    const identity = await own(tx, id);
    authorize(tx, identityPolicy, 'remove', identity, 'id');
    const { customerId, kind, value, verifiedAt } = identity;
    await identities(tx).delete({ id });
    await identities(tx).forgetParty(id);
    await index(tx, id);
    await emit(tx, 'identity.removed', id, { related: [customerId] });
    await audit(tx, 'identity.remove', id, { before: { customerId, kind, value, verifiedAt } });
    return identity;
  });
}

/** Those of these identities that are somebody's. The caller holds the lock on identities. */
export function owned(tx: Transaction, ids: readonly string[]): Promise<Identity[]> {
  return identities(tx).byIds(ids);
}

/** Makes a party, which is nobody's yet, a customer's identity, and who has no company one of whose domain it is at. The caller holds the lock on identities. */
export async function attach(tx: Transaction, customerId: string, { id, kind, value }: Party & { readonly id: string }): Promise<Identity> {
  await refuseFull(tx, customerId);
  const made = { originCustomerId: null, verifiedAt: null, verifiedById: null, createdAt: tx.now() };
  const identity = identities(tx).create({ organizationId: tx.viewer.organizationId, id, customerId, kind: IdentityKind[kind], value, ...made });
  await identities(tx).insert(identity);
  await identities(tx).claimParty(id, customerId);
  await index(tx, id, ...spellings(kind, value));
  await emit(tx, 'party.identified', customerId, { related: [id] });
  await audit(tx, 'identity.add', id, { after: { customerId, kind, value } });
  const companyId = kind === 'MAIL' ? (await ofDomains(tx, [domainOf(value)])).get(domainOf(value)) : undefined;
  if (companyId !== undefined) await join(tx, companyId, [customerId]);
  return identity;
}

/** As `attach`, for new customers of the past: who is met is theirs. */
export async function attachAll(tx: Transaction, given: readonly (Party & { readonly id: string; readonly customerId: string; readonly at: Date })[]): Promise<void> {
  if (given.length === 0) return;
  const { organizationId } = tx.viewer;
  await identities(tx).addAll(given.map(({ id, customerId, kind, value, at }) => ({ organizationId, id, customerId, originCustomerId: null, kind: IdentityKind[kind], value, verifiedAt: null, verifiedById: null, createdAt: at })));
  await indexAll(tx, given.map(({ id, kind, value }) => ({ id, texts: spellings(kind, value) })));
  await emitAll(tx, given.map(({ id, customerId, at }) => ({ topic: 'party.identified', subjectId: customerId, related: [id], at })));
  await auditAll(tx, given.map(({ id, customerId, kind, value, at }) => ({ action: 'identity.add', subjectId: id, after: { customerId, kind, value }, at })));
}

/** How many identities a customer has. */
export function countOf(ctx: Context, customerId: string): Promise<number> {
  return identities(ctx).countOf(customerId);
}

/** Gives all of one customer's identities to another. */
export async function move(tx: Transaction, from: string, to: string): Promise<number> {
  const moving = await identities(tx).countOf(from);
  if (moving > 0 && moving + (await identities(tx).countOf(to)) > limit) throw full();
  await identities(tx).move(from, to);
  return moving;
}

/** Gives the identities of these origins back to one customer from another, and says whose they are; answers how many. */
export async function giveBack(tx: Transaction, to: string, origins: readonly string[], from: string): Promise<number> {
  const ids = await identities(tx).giveBack(to, origins, from);
  await emitAll(tx, ids.map(id => ({ topic: 'party.identified', subjectId: to, related: [id], at: tx.now() })));
  return ids.length;
}

/** Locks a party until the transaction ends; null when it was forgotten. */
export function lockParty(tx: Transaction, id: string): Promise<PartyRow | null> {
  return identities(tx).lockParty(id);
}

/** What an input names, as the house knows it. Refuses by field what is none of its kind. */
export function partyOf({ kind, value, country }: IdentityInput, path: string): Party {
  const defaultCountry = getCountries(metadata).find(code => code === country);
  if (country && !defaultCountry) throw new Refused('INVALID', 'No numbers of this country are known.', `${path}country`);
  try {
    const party = { kind, value: kind === IdentityKind.PHONE ? inE164(value, defaultCountry) : value };
    return { kind, value: partyValue(party) };
  } catch (error) {
    throw error instanceof Refused ? new Refused(error.code, error.message, `${path}value`) : error;
  }
}

function inE164(text: string, defaultCountry: CountryCode | undefined): string {
  const number = parsePhoneNumberFromString(text.trim(), { ...(defaultCountry ? { defaultCountry } : {}), extract: false }, metadata);
  if (!number?.isValid()) throw new Refused('INVALID', 'This is no telephone number. Give it with a plus sign and the country\'s code, or with its country.');
  return number.number;
}

/** The domain of an address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Everything an identity may be found by: a number also without its country's code. */
function spellings(kind: Party['kind'], value: string): string[] {
  if (kind !== 'PHONE') return [value];
  return [value.slice(1), parsePhoneNumberFromString(value, metadata)?.nationalNumber ?? ''];
}

async function own(tx: Transaction, id: string): Promise<Identity> {
  await lockIdentities(tx);
  const identity = await identities(tx).byId(id);
  authorize(tx, identityPolicy, 'read', identity, 'id');
  return identity;
}

async function refuseFull(tx: Transaction, customerId: string): Promise<void> {
  if ((await identities(tx).countOf(customerId)) >= limit) throw full();
}

const full = (): Refused => new Refused('IDENTITY_LIMIT', `A customer has at most ${String(limit)} addresses, numbers and outside ids.`);
