import { accounts } from '@deskgraph/accounts';
import { crm } from '@deskgraph/crm';
import { commerce } from '@deskgraph/commerce';
import type { PermissionCatalogue, Subgraph } from '@deskgraph/kit';
import { knowledge } from '@deskgraph/knowledge';
import { operations } from '@deskgraph/operations';
import { ticketing } from '@deskgraph/ticketing';
import { voice } from '@deskgraph/voice';
import { nextRun } from './cron.js';

/** Every room of the house, in the order in which they are composed and migrated. */
export const subgraphs: readonly Subgraph<never>[] = [accounts, commerce, crm, knowledge, operations, ticketing, voice];

/** Every job that runs by the clock, of every room. */
export const schedules = subgraphs.flatMap(({ jobs = {} }) => Object.entries(jobs).flatMap(([name, { cron }]) => (cron === undefined ? [] : [{ name, cron, next: (after: Date) => nextRun(cron, after) }])));

/** Every permission atom of every room. Two rooms naming the same atom is a mistake. */
export const permissions: PermissionCatalogue = Object.freeze(
  subgraphs.reduce<PermissionCatalogue>((all, { name, permissions: own }) => {
    const twice = Object.keys(own).filter(atom => atom in all);
    if (twice.length > 0) throw new Error(`${name} declares atoms that exist already: ${twice.join(', ')}.`);
    return { ...all, ...own };
  }, {}),
);
