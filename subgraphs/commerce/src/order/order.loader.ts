import { listLoader, loader } from '@deskgraph/kit';
import type { Order } from './order.entity.js';
import { orders, type OrderCount } from './order.repository.js';

/** How many orders of a customer are at hand with them. */
export const mostOfCustomer = 20;

/** Orders by id, null where the viewer may not see one. Also the federation reference. */
export const orderById = loader<Order>(
  (ctx, ids) => orders(ctx).visible().andWhere('order.id = any(:ids)', { ids }).getMany(),
  order => order.id,
);

/** The newest orders of customers, the newest first. */
export const ordersByCustomer = listLoader<Order>((ctx, ids) => orders(ctx).newestOf(ids, mostOfCustomer), order => order.customerId ?? '');

/** How many orders customers have, and how many are not over; null for none. */
export const orderCountByCustomer = loader<OrderCount>((ctx, ids) => orders(ctx).countOf(ids), ({ customerId }) => customerId);
