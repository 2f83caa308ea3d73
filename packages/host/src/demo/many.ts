import { partyId, type MetParty } from '@deskgraph/kit';
import { replayTickets } from '@deskgraph/ticketing';
import type { House } from '../house.js';
import { customerAt } from './customers.js';
import { membersOf } from './fill.js';
import { desksOf, pastTicket } from './load-tickets.js';
import { loadingOf, loadPeople } from './load.js';
import { numbers, type LoadOptions } from './loading.js';
import { planOf } from './plan.js';

/** Tickets with all that was said and done about them, as ticketing stores them; they have no numbers yet. */
export type TicketRows = ReturnType<typeof replayTickets>;

/** How often the demo's people are there at the most, however many the tickets are. */
const mostPeople = 25;
const ticketsOfDemo = 2000;

/**
 * The demo's tickets, so many of them, in the order in which they came and some at a time. Nothing of them is stored, and nothing told: for loads of more
 * than the verbs can. The customers, teams and mailboxes they are of are loaded before the first.
 */
export async function* manyTickets(house: Pick<House, 'rooms'>, organizationId: string, tickets: number, options: Pick<LoadOptions, 'progress'> & { readonly atOnce: number }): AsyncGenerator<TicketRows> {
  const plan = { ...planOf(new Date(), Math.min(tickets / ticketsOfDemo, mostPeople)), tickets };
  const loading = loadingOf(house, plan, { organizationId, memberIds: await membersOf(house, organizationId), progress: options.progress, until: new AbortController().signal });
  await loadPeople(loading);
  const desks = await desksOf(loading);
  const met = new Map<string, MetParty>();
  for (const index of numbers(plan.customers)) {
    const customer = customerAt(plan, index);
    const id = partyId(organizationId, { kind: 'MAIL', value: customer.mail });
    met.set(id, { id, customerId: loading.ids.ofCustomer(customer) });
  }
  for (let from = 0; from < tickets; from += options.atOnce) {
    const rows = Array.from({ length: Math.min(options.atOnce, tickets - from) }, (_, place) => pastTicket(loading, from + place, desks));
    yield await loading.in('ticketing', ctx => Promise.resolve(replayTickets(ctx, rows, met)));
  }
}
