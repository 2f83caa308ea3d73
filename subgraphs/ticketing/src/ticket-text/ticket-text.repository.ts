import type { Context } from '@deskgraph/kit';
import type { TicketStatus } from '../ticket/ticket.entity.js';

/** What was said in a ticket, as others may find it. */
export interface Said {
  readonly ticketId: string;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly isMerged: boolean;
  readonly text: string;
}

/** The SQL of what tickets are found by, bound to the context's transaction. */
export const ticketTexts = ({ db, viewer: { organizationId } }: Context) => ({
  /**
   * What was said in a ticket, by its id or that of a message in it: its first and its last messages, the beginning of each, so that all of it fits.
   * No notes, and nothing a machine wrote.
   */
  async of(id: string): Promise<Said | null> {
    const [row] = await db.query<Said[]>(
      `select t.id as "ticketId", t.subject, t.status, t.merged_into_id is not null as "isMerged", coalesce((
         select string_agg(left(said.text, case when said.first = 1 then 4000 else 1400 end), E'\\n\\n' order by said.first) from (
           select m.text, row_number() over (order by m.created_at, m.id) as first, row_number() over (order by m.created_at desc, m.id desc) as last
           from ticketing.message m where m.organization_id = t.organization_id and m.ticket_id = t.id and m.kind in ('INBOUND', 'REPLY') and not m.is_automatic) said
         where said.first <= 6 or said.last <= 6), '') as text
       from ticketing.ticket t where t.organization_id = $1 and t.id = coalesce((select ticket_id from ticketing.message where organization_id = $1 and id = $2), $2)`,
      [organizationId, id],
    );
    return row ?? null;
  },
});
