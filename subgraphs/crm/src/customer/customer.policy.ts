import type { Policy } from '@deskgraph/kit';
import type { Customer } from './customer.entity.js';

/** What may be done to a customer, and by whom: nothing to one who was merged, but to take that back. `read` has a twin in SQL: `customers().visible()`. */
export const customerPolicy = {
  read: viewer => viewer.may('customer.read'),
  update: (viewer, { mergedIntoId }) => viewer.may('customer.update') && mergedIntoId === null,
  merge: (viewer, { mergedIntoId }) => viewer.may('customer.merge') && mergedIntoId === null,
  unmerge: (viewer, { mergedIntoId }) => viewer.may('customer.merge') && mergedIntoId !== null,
  addIdentity: (viewer, { mergedIntoId }) => viewer.may('identity.add') && mergedIntoId === null,
  note: (viewer, { mergedIntoId }) => viewer.may('interaction.note') && mergedIntoId === null,
} satisfies Policy<Customer>;
