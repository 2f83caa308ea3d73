import type { Context } from '@deskgraph/kit';
import { Organization } from './organization.entity.js';

/** The organization's SQL, bound to the context's transaction. */
export const organizations = ({ db, viewer }: Context) =>
  db.getRepository(Organization).extend({
    /** The viewer's own. */
    current(): Promise<Organization | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId } });
    },
  });
