import type { Policy } from '@deskgraph/kit';
import type { Identity } from './identity.entity.js';

/** What may be done to an identity, and by whom. `read` has a twin in SQL: `identities().visible()`. */
export const identityPolicy = {
  read: viewer => viewer.may('customer.read'),
  verify: (viewer, { verifiedAt }) => viewer.may('identity.verify') && verifiedAt === null,
  remove: viewer => viewer.may('identity.remove'),
} satisfies Policy<Identity>;
