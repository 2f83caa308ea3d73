import type { Context } from '@deskgraph/kit';

/** A search as it is logged. */
export interface Logged {
  readonly id: string;
  readonly at: Date;
  readonly memberId: string;
  readonly text: string;
  readonly acl: readonly string[];
  readonly ranker: string;
  readonly durationMs: number;
  readonly found: number;
  readonly results: readonly { readonly kind: string; readonly id: string; readonly score: number }[];
}

/** The SQL of the log of searches, bound to the context's transaction. */
export const searches = ({ db, viewer: { organizationId } }: Context) => ({
  async log({ id, at, memberId, text, acl, ranker, durationMs, found, results }: Logged): Promise<void> {
    await db.query(
      'insert into knowledge.search (organization_id, id, at, member_id, text, acl, ranker, duration_ms, found, results) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [organizationId, id, at, memberId, text, acl, ranker, durationMs, found, JSON.stringify(results)],
    );
  },

  /** Deletes what was logged before an instant. */
  async forgetBefore(instant: Date): Promise<void> {
    await db.query('delete from knowledge.search where organization_id = $1 and at < $2', [organizationId, instant]);
  },
});
