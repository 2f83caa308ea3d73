import { loader, pageLoader, pagesBy } from '@deskgraph/kit';
import type { Customer } from './customer.entity.js';
import { customers } from './customer.repository.js';

/** Customers by id, null where the viewer may not see one. Also the federation reference. */
export const customerById = loader<Customer>(
  (ctx, ids) => customers(ctx).visible().andWhere('customer.id = any(:ids)', { ids }).getMany(),
  customer => customer.id,
);

/** A page of a company's people, by name. */
export const customersByCompany = pageLoader<Customer>((ctx, ids, args) =>
  pagesBy(customers(ctx).standing(), { ids, column: 'customer.companyId', value: ({ companyId }) => companyId }, args, { column: 'customer.name', direction: 'ASC', value: ({ name }) => name }),
);
