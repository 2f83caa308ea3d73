import { listLoader, loader } from '@deskgraph/kit';
import type { Call } from './call.entity.js';
import { calls, type CallCount } from './call.repository.js';
import { mostAtHand } from './call.service.js';

/** Calls by id, null where the viewer may not see one. Also the federation reference. */
export const callById = loader<Call>(
  (ctx, ids) => calls(ctx).visible().andWhere('call.id = any(:ids)', { ids }).getMany(),
  call => call.id,
);

/** The newest calls of customers, the newest first. */
export const callsByCustomer = listLoader<Call>((ctx, ids) => calls(ctx).newestBy('customer', ids, mostAtHand), call => call.customerId ?? '');

/** The newest calls about tickets, the newest first. */
export const callsByTicket = listLoader<Call>((ctx, ids) => calls(ctx).newestBy('ticket', ids, mostAtHand), call => call.ticketId ?? '');

/** How many calls are about tickets; null for none. */
export const callCountByTicket = loader<CallCount>((ctx, ids) => calls(ctx).countByTicket(ids), ({ ticketId }) => ticketId);
