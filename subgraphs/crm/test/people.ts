import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, TestHouse } from '@deskgraph/testing';

/** A refusal as the tests compare it. */
export interface Refusal {
  readonly code: string;
  readonly field: string | null;
}

/** A customer as the tests look at them. */
export interface Known {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly version: number;
  readonly company: { readonly id: string; readonly name: string } | null;
  readonly mergedInto: { readonly id: string } | null;
  readonly identities: readonly { readonly id: string; readonly kind: string; readonly value: string; readonly verified: boolean }[];
}

/** What a mutation of this room answers: the noun under its own name. */
export type Answered<Noun> = { readonly [Name in 'customer' | 'company' | 'identity' | 'interaction']?: Noun | null } & { readonly refusal: Refusal | null };

const selections = {
  customer: '{ customer { id number name version company { id name } mergedInto { id } identities { id kind value verified } } refusal { code field } }',
  company: '{ company { id name version domains viewerCan } refusal { code field } }',
  identity: '{ identity { id kind value verified verifiedBy { name } customer { id } } refusal { code field } }',
  interaction: '{ interaction { id channel summary by { name } customer { id } } refusal { code field } }',
};

/** Runs a mutation of this room, such as `customerUpdate`. */
export async function does<Noun = Known>(person: Person, mutation: string, input: object): Promise<Answered<Noun>> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const [, noun] = /^(customer|company|identity|interaction)/.exec(mutation) ?? [];
  const answer = await person.ask<Record<string, Answered<Noun>>>(`mutation ($input: ${type}!) { ${mutation}(input: $input) ${selections[noun as keyof typeof selections]} }`, { input });
  return answer[mutation] as Answered<Noun>;
}

/** Finds or makes a customer; throws when that is refused. */
export async function acquainted(person: Person, value: string, name?: string): Promise<Known> {
  const kind = value.includes('@') ? 'MAIL' : value.startsWith('+') ? 'PHONE' : 'EXTERNAL';
  const { customer, refusal } = await does(person, 'customerFindOrCreate', { identities: [{ kind, value }], name });
  if (!customer) throw new Error(JSON.stringify(refusal));
  return customer;
}

/** An address nobody else has. */
export const address = (): string => `${crypto.randomUUID()}@people.example`;

/** A number nobody else has. */
export const phone = (): string => `+4930${String(Math.floor(1e7 + Math.random() * 8.9e7))}`;

/** One customer as they are now. */
export async function look(person: Person, id: string): Promise<Known | null> {
  return (await person.ask<{ customer: Known | null }>(`query ($id: ID!) { customer(id: $id) ${selections.customer.slice('{ customer '.length, selections.customer.indexOf(' refusal'))} }`, { id })).customer;
}

/** Waits until a question has a good answer. */
export async function until<T>(ask: () => Promise<T>, isGood: (answer: T) => boolean, seconds = 20): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; await sleep(30)) {
    const answer = await ask();
    if (isGood(answer)) return answer;
    if (Date.now() > end) throw new Error(`It did not come to be: ${JSON.stringify(answer)}`);
  }
}

/** How many customers an organization has, those who were merged among them. */
export async function countOf(house: TestHouse, organizationId: string): Promise<number> {
  const [row] = await house.sql<{ count: number }>('select count(*)::int as count from crm.customer where organization_id = $1', [organizationId]);
  return row?.count ?? 0;
}
