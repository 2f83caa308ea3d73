import type { Context } from '@deskgraph/kit';

/** The SQL of the words by which things are found, bound to the context's transaction. */
export const terms = ({ db, viewer: { organizationId } }: Context) => ({
  /** Replaces the words of a subject. */
  async replace(subjectId: string, words: readonly string[]): Promise<void> {
    await db.query('delete from crm.term where subject_id = $1', [subjectId]);
    if (words.length > 0) await db.query('insert into crm.term (organization_id, term, subject_id) select $1, unnest($2::text[]), $3', [organizationId, words, subjectId]);
  },

  /** Adds the words of subjects that have none yet. */
  async add(words: readonly { readonly subjectId: string; readonly word: string }[]): Promise<void> {
    await db.query('insert into crm.term (organization_id, term, subject_id) select $1, u.* from unnest($2::text[], $3::uuid[]) u', [organizationId, words.map(({ word }) => word), words.map(({ subjectId }) => subjectId)]);
  },
});
