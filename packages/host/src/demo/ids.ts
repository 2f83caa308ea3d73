import { createHash } from 'node:crypto';
import { newId } from '@deskgraph/kit';
import type { DemoCustomer } from './customers.js';

/** The ids of a demo in an organization: the same at every load, and others in every organization. */
export interface Ids {
  of(kind: string, key: string | number, at: Date): string;
  ofCustomer(customer: DemoCustomer): string;
}

/** Ids that are as old as what they name, and otherwise follow the organization, the kind and the key. */
export function idsOf(organizationId: string): Ids {
  const of = (kind: string, key: string | number, at: Date): string => newId({ msecs: at.getTime(), random: createHash('sha256').update(`${organizationId}|${kind}|${String(key)}`).digest() });
  return { of, ofCustomer: ({ index, at }) => of('customer', index, at) };
}
