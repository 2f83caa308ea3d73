import type { Context } from '@deskgraph/kit';
import { MoreThan } from 'typeorm';
import { PresentMember, type PresenceMode } from './presence.entity.js';

/** What became of somebody's presence. */
export interface Touched {
  /** Null when they were not there. */
  readonly before: PresenceMode | null;
}

/** The SQL of who is where, bound to the context's transaction. */
export const presences = ({ db, viewer, now }: Context) =>
  db.getRepository(PresentMember).extend({
    /** Who was at a ticket since then, those who write first. */
    at(ticketId: string, since: Date, count: number): Promise<PresentMember[]> {
      return this.find({ where: { ticketId, seenAt: MoreThan(since) }, order: { mode: 'ASC', since: 'ASC', memberId: 'ASC' }, take: count });
    },

    /** Notes that somebody is at a ticket; answers how they were there before, if they were since `fresh`. */
    async touch(ticketId: string, memberId: string, mode: PresenceMode, fresh: Date): Promise<Touched> {
      const [row] = await db.query<Touched[]>(
        `with before as (select mode from ticketing.presence where ticket_id = $2 and member_id = $3 and seen_at > $6), put as (
           insert into ticketing.presence as p (organization_id, ticket_id, member_id, mode, since, seen_at) values ($1, $2, $3, $4, $5, $5)
           on conflict (organization_id, ticket_id, member_id) do update set mode = excluded.mode, seen_at = excluded.seen_at,
             since = case when p.mode = excluded.mode and p.seen_at > $6 then p.since else excluded.since end)
         select (select mode from before) as before`,
        [viewer.organizationId, ticketId, memberId, mode, now(), fresh],
      );
      return row ?? { before: null };
    },

    /** Forgets those of the organization who were not heard of since then; answers who was where. */
    async forget(before: Date): Promise<{ ticketId: string; memberId: string }[]> {
      const [rows] = await db.query<[{ ticketId: string; memberId: string }[], number]>('delete from ticketing.presence where seen_at <= $1 returning ticket_id as "ticketId", member_id as "memberId"', [before]);
      return rows;
    },

    /** Notes that somebody left a ticket; false when they were not there. */
    async leave(ticketId: string, memberId: string): Promise<boolean> {
      return (await this.delete({ ticketId, memberId })).affected === 1;
    },
  });
