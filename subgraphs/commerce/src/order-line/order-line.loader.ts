import { listLoader, loader } from '@deskgraph/kit';
import type { OrderLine } from './order-line.entity.js';
import { orderLines } from './order-line.repository.js';

/** Order lines by id, null where the viewer may not see one. */
export const lineById = loader<OrderLine>(
  (ctx, ids) => orderLines(ctx).visible().andWhere('line.id = any(:ids)', { ids }).getMany(),
  line => line.id,
);

/** The lines of orders, in their order. */
export const linesByOrder = listLoader<OrderLine>(
  (ctx, ids) => orderLines(ctx).visible().andWhere('line.orderId = any(:ids)', { ids }).orderBy('line.position').getMany(),
  line => line.orderId,
);
