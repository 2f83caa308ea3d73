import type { Context } from '@deskgraph/kit';
import { Reading } from './reading.entity.js';

/** The SQL of what people have read, bound to the context's transaction. */
export const readings = ({ db, viewer, now }: Context) =>
  db.getRepository(Reading).extend({
    /** What the viewer has read of these tickets. */
    own(ticketIds: readonly string[]): Promise<Reading[]> {
      return this.createQueryBuilder('reading').where('reading.memberId = :memberId', { memberId: viewer.memberId }).andWhere('reading.ticketId = any(:ticketIds)', { ticketIds }).getMany();
    },

    /** Notes up to when the viewer has read a ticket, never less far than before; null makes it unread. */
    async mark(ticketId: string, readAt: Date | null): Promise<void> {
      await db.query(
        `insert into ticketing.reading as r (organization_id, member_id, ticket_id, read_at, marked_at) values ($1, $2, $3, $4, $5)
         on conflict (organization_id, member_id, ticket_id) do update
         set read_at = case when excluded.read_at is null then null else greatest(r.read_at, excluded.read_at) end, marked_at = excluded.marked_at`,
        [viewer.organizationId, viewer.memberId, ticketId, readAt, now()],
      );
    },

    /** Forgets what somebody has read. */
    async forget(memberId: string): Promise<void> {
      await this.delete({ memberId });
    },

    /** Forgets some of what was marked before an instant; answers how much. */
    async sweep(before: Date, count: number): Promise<number> {
      const [, deleted] = await db.query<[unknown, number]>('delete from ticketing.reading where (member_id, ticket_id) in (select member_id, ticket_id from ticketing.reading where marked_at < $1 limit $2)', [before, count]);
      return deleted;
    },
  });
