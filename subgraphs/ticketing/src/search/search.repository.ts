import type { Context } from '@deskgraph/kit';

/** A word of a ticket. */
export interface TicketWord {
  readonly ticketId: string;
  readonly word: string;
}

/** The SQL of the words by which tickets are found, bound to the context's transaction. */
export const terms = ({ db, viewer: { organizationId } }: Context) => ({
  /** Adds words of tickets that have none yet. */
  async add(words: readonly TicketWord[]): Promise<void> {
    await db.query('insert into ticketing.term (organization_id, term, ticket_id) select $1, u.* from unnest($2::text[], $3::uuid[]) u', [organizationId, words.map(({ word }) => word), words.map(({ ticketId }) => ticketId)]);
  },

  /** Forgets the words of a ticket. */
  async forget(ticketId: string): Promise<void> {
    await db.query('delete from ticketing.term where ticket_id = $1', [ticketId]);
  },
});
