import type { Context, TextDocument } from '@deskgraph/kit';

/** The text of a ticket, as ticketing last published it. */
export interface TicketText extends Pick<TextDocument, 'title' | 'text' | 'state'> {
  readonly ticketId: string;
  readonly version: number;
}

/** The SQL of what other rooms published, bound to the context's transaction. This room only reads it. */
export const documents = ({ db, viewer: { organizationId } }: Context) => ({
  /** The texts of tickets, in any order. */
  ofTickets(ids: readonly string[]): Promise<TicketText[]> {
    return db.query<TicketText[]>(
      `select subject_id as "ticketId", title, text, state, version::float8 as version from platform.document where organization_id = $1 and kind = 'TICKET' and subject_id = any($2)`,
      [organizationId, ids],
    );
  },

  /** Those of some tickets that are settled. */
  async settled(ids: readonly string[]): Promise<string[]> {
    const rows = await db.query<{ id: string }[]>(
      `select subject_id as id from platform.document where organization_id = $1 and kind = 'TICKET' and state = 'SETTLED' and subject_id = any($2)`,
      [organizationId, ids],
    );
    return rows.map(({ id }) => id);
  },
});
