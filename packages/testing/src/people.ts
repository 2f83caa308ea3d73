import { makeOrganization, type House } from '@deskgraph/host';
import type { BuiltInRole } from '@deskgraph/kit';

/** What the factory is asked for. */
export interface OrganizationOrder {
  /** Stands in every name, so that one organization's text is never another's. */
  readonly mark: string;
  readonly password: string;
}

const roles: readonly BuiltInRole[] = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'];

/** A fresh organization with a member of every role. */
export async function makeTestOrganization(house: Pick<House, 'rooms'>, { mark, password }: OrganizationOrder) {
  const unique = crypto.randomUUID().slice(0, 8);
  const people = roles.map(role => ({ role, name: `${mark} ${role} ${unique}`, email: `${mark}-${role}-${unique}@example.com`.toLowerCase() }));
  const { id, name, people: made } = await makeOrganization(house, { name: `${mark} ${unique}`, people, password });
  return { id, name, people: made };
}
