import type { Context } from '@deskgraph/kit';
import { Organization } from './organization.entity.js';

/** The organizations' SQL, bound to the context's transaction. */
export const organizations = ({ db, viewer }: Context) =>
  db.getRepository(Organization).extend({
    /** The rows `organizationPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('organization').where('organization.organizationId = :own', { own: viewer.organizationId });
      return viewer.may('organization.read') ? query : query.andWhere('false');
    },

    /** Locks the viewer's own. Rows that point at it may still come and go. */
    lockOwn(): Promise<Organization | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId }, lock: { mode: 'for_no_key_update' } });
    },

    /** Writes a change to the table and the row. */
    async change(organization: Organization, change: Partial<Pick<Organization, 'name' | 'state' | 'suspendedAt'>>): Promise<Organization> {
      await this.update({ organizationId: organization.organizationId }, change);
      return Object.assign(organization, change);
    },
  });
