import type { Context } from '@deskgraph/kit';

/** The SQL of which tickets go on in which, bound to the context's transaction. */
export const merges = ({ db, viewer: { organizationId } }: Context) => ({
  /** Has whoever links calls to a ticket wait for a merge of it that is noted, and the other way round. */
  async lock(ticketId: string): Promise<void> {
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`voice ticket ${organizationId} ${ticketId}`]);
  },

  /** Notes that one ticket goes on in another, with those that went on in it. */
  async add(sourceId: string, targetId: string): Promise<void> {
    await db.query('update voice.ticket_merge set target_id = $2 where target_id = $1', [sourceId, targetId]);
    await db.query(
      'insert into voice.ticket_merge (organization_id, source_id, target_id) values ($1, $2, $3) on conflict (organization_id, source_id) do update set target_id = excluded.target_id',
      [organizationId, sourceId, targetId],
    );
  },

  /** Forgets that a ticket was merged. */
  async remove(sourceId: string): Promise<void> {
    await db.query('delete from voice.ticket_merge where source_id = $1', [sourceId]);
  },

  /** The ticket in which one goes on; null where it goes on by itself. */
  async targetOf(sourceId: string): Promise<string | null> {
    const [row] = await db.query<{ targetId: string }[]>('select target_id as "targetId" from voice.ticket_merge where source_id = $1', [sourceId]);
    return row?.targetId ?? null;
  },
});
