import { loader } from '@deskgraph/kit';
import type { Customer } from './customer.entity.js';

/** Customers as the federation reference names them: who they are is crm's word, and no row of this room. */
export const customerById = loader<Customer>(async (_ctx, ids) => ids.map(id => ({ id })), ({ id }) => id);
