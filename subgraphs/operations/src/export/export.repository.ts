import type { Context } from '@deskgraph/kit';
import { LessThan, MoreThan } from 'typeorm';
import { Export, ExportPart } from './export.entity.js';

/** The exports' SQL, bound to the context's transaction. */
export const exportsOf = ({ db, viewer, now }: Context) =>
  db.getRepository(Export).extend({
    /** The rows `exportPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('export').where('export.expiresAt > :now', { now: now() });
      return viewer.may('auditEntry.export') ? query : query.andWhere('false');
    },

    byId(id: string): Promise<Export | null> {
      return this.findOneBy({ id });
    },

    /** Lets one transaction of an organization at a time add exports, so that the limit holds. */
    async lockAdding(): Promise<void> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exports ${viewer.organizationId}`]);
    },

    /** How many exports are kept. */
    countKept(): Promise<number> {
      return this.countBy({ expiresAt: MoreThan(now()) });
    },

    /** Forgets what an earlier try wrote, so that the file is written whole. */
    async clear(exportId: string): Promise<void> {
      await db.getRepository(ExportPart).delete({ exportId });
    },

    /** Adds the next piece of a file. */
    async append(exportId: string, place: number, content: string): Promise<void> {
      await db.getRepository(ExportPart).insert({ organizationId: viewer.organizationId, exportId, place, content });
    },

    /** One piece of a file; null after the last. */
    part(exportId: string, place: number): Promise<ExportPart | null> {
      return db.getRepository(ExportPart).findOneBy({ exportId, place });
    },

    /** Notes that the file is whole. */
    async finish(id: string, rowCount: number): Promise<void> {
      await this.update({ id }, { rowCount, doneAt: now() });
    },

    /** Deletes what has been kept long enough, pieces included. */
    async forgetExpired(): Promise<void> {
      await this.delete({ expiresAt: LessThan(now()) });
    },
  });
