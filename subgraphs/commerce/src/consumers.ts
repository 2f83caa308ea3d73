import type { Consumer } from '@deskgraph/kit';
import { identify, reassign } from './order/order.service.js';
import { notice } from './replenishment/replenishment.service.js';

/** What this room does when crm finds out who somebody is: the orders follow. And when stock may be free: the orders that wait for it get it. */
export const consumers: Readonly<Record<string, Consumer>> = {
  'commerce.customers': {
    topics: ['party.identified', 'customer.merged'],
    async run(tx, { topic, subjectId, relatedIds: [relatedId] }) {
      if (relatedId === undefined) return;
      if (topic === 'party.identified') await identify(tx, relatedId, subjectId);
      else await reassign(tx, subjectId, relatedId);
    },
  },
  'commerce.stock': {
    topics: ['stock.adjusted', 'order.backordered', 'order.cancelled', 'order.changed', 'order.expired'],
    run: notice,
  },
};
