import { v5 as nameToUuid } from 'uuid';
import { emit, emitAll } from './event.js';
import { Refused } from './refusal.js';
import type { Transaction } from './context.js';

/** How somebody showed themselves: a mail address, a telephone number, or the name a shop or another system has for them. */
export type PartyKind = 'MAIL' | 'PHONE' | 'EXTERNAL';

/** Somebody outside of the organization whom a room met. */
export interface Party {
  readonly kind: PartyKind;
  /** An address, whatever its case; a number in E.164 with its plus sign; `system:id` for a name in another system. */
  readonly value: string;
  /** What they call themselves, as far as it is known. */
  readonly name?: string | null;
}

/** A party as the house knows it. */
export interface MetParty {
  readonly id: string;
  /** Which customer it is; null until the room crm has found out, which says `party.identified`. */
  readonly customerId: string | null;
}

const namespace = 'b7a0c7e2-7f0d-5a56-8a54-1c6f5a0e7d31';
const [longestValue, longestName] = [254, 200];
/** E.164: a plus sign and at most 15 digits. */
const phone = /^\+[1-9]\d{4,14}$/;
const external = /^[a-z][a-z0-9-]*:\S+$/;
/** A domain in any script: `URL` would drop whatever else stands in it, such as a path, and what is left would be somebody else's. */
const host = /^[\p{L}\p{M}\p{N}.-]+$/u;
const address = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\]]+$/;

/** The value by which a party is known again: addresses in lower case, their domain in ASCII. INVALID where it is none of its kind. */
export function partyValue(party: Party): string {
  if (!isParty(party)) throw new Refused('INVALID', `This is no ${{ MAIL: 'mail address', PHONE: 'number in E.164, such as +4930123456', EXTERNAL: 'name such as shop:123' }[party.kind]}.`, 'value');
  return plain(party);
}

/** Whether a value is one of its kind, by which somebody could be known. */
export function isParty(party: Party): boolean {
  const text = plain(party);
  return text.length <= longestValue && { MAIL: address, PHONE: phone, EXTERNAL: external }[party.kind].test(text);
}

/** A party's id: the same in every room, made of what it is known by. */
export function partyId(organizationId: string, party: Party): string {
  return nameToUuid(`${organizationId}|${party.kind}|${partyValue(party)}`, namespace);
}

/**
 * Notes that a room met somebody, and says `party.met` the first time. The party is locked until the transaction ends: crm, which finds out who it is,
 * goes before or after, so that whoever stores this answer either has the customer or hears of it.
 */
export async function meet(tx: Transaction, party: Party): Promise<MetParty> {
  const { organizationId } = tx.viewer;
  const id = partyId(organizationId, party);
  const [met] = await tx.db.query<{ customerId: string | null; isNew: boolean }[]>(
    `insert into platform.party as p (organization_id, id, kind, value, name, met_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (organization_id, id) do update set name = coalesce(p.name, excluded.name)
     returning customer_id as "customerId", (xmax = 0) as "isNew"`,
    [organizationId, id, party.kind, partyValue(party), nameOf(party), tx.now()],
  );
  if (met?.isNew) await emit(tx, 'party.met', id);
  return { id, customerId: met?.customerId ?? null };
}

/** Notes that a room met many, each at a time before: as `meet`, for bulk verbs. Answers by id; who is given twice is met once. */
export async function meetAll(tx: Transaction, parties: readonly (Party & { readonly at: Date })[]): Promise<ReadonlyMap<string, MetParty>> {
  const { organizationId } = tx.viewer;
  const rows = new Map(parties.map(party => {
    const id = partyId(organizationId, party);
    return [id, { id, kind: party.kind, value: partyValue(party), name: nameOf(party), met_at: party.at }] as const;
  }));
  if (rows.size === 0) return new Map();
  const met = await tx.db.query<{ id: string; customerId: string | null; isNew: boolean }[]>(
    `insert into platform.party as p (organization_id, id, kind, value, name, met_at)
     select $1, e.id, e.kind, e.value, e.name, e.met_at from json_to_recordset($2::json) as e (id uuid, kind text, value text, name text, met_at timestamptz) order by e.id
     on conflict (organization_id, id) do update set name = coalesce(p.name, excluded.name)
     returning id, customer_id as "customerId", (xmax = 0) as "isNew"`,
    [organizationId, JSON.stringify([...rows.values()])],
  );
  await emitAll(tx, met.filter(({ isNew }) => isNew).map(({ id }) => ({ topic: 'party.met', subjectId: id, at: rows.get(id)?.met_at ?? tx.now() })));
  return new Map(met.map(({ id, customerId }) => [id, { id, customerId }]));
}

function nameOf({ name }: Party): string | null {
  const text = name?.trim().slice(0, longestName);
  return text === undefined || text === '' ? null : text;
}

function plain({ kind, value }: Party): string {
  return kind === 'MAIL' ? inAscii(value.trim().toLowerCase()) : value.trim();
}

function inAscii(text: string): string {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  if (at < 1 || /^[\x21-\x7e]*$/.test(domain) || !host.test(domain)) return text;
  return URL.canParse(`http://${domain}`) ? `${text.slice(0, at)}@${new URL(`http://${domain}`).hostname}` : text;
}
