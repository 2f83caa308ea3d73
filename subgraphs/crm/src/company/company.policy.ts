import type { Policy } from '@deskgraph/kit';
import type { Company } from './company.entity.js';

/** What may be done to a company, and by whom. `read` has a twin in SQL: `companies().visible()`. */
export const companyPolicy = {
  read: viewer => viewer.may('company.read'),
  update: viewer => viewer.may('company.update'),
} satisfies Policy<Company>;
