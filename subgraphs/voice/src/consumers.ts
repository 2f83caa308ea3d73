import type { Consumer } from '@deskgraph/kit';
import { belongTo, follow, giveBack, moveTo } from './call/call.service.js';

/** What this room does when another speaks. */
export const consumers: Readonly<Record<string, Consumer>> = {
  'voice.customers': {
    topics: ['party.identified', 'customer.merged'],
    async run(tx, { topic, subjectId, relatedIds }) {
      for (const id of relatedIds) await (topic === 'customer.merged' ? moveTo(tx, subjectId, id) : belongTo(tx, subjectId, id));
    },
  },
  'voice.tickets': {
    topics: ['ticket.merged', 'ticket.unmerged'],
    async run(tx, { topic, subjectId, relatedIds }) {
      const target = relatedIds.at(-1);
      if (target !== undefined) await (topic === 'ticket.merged' ? follow : giveBack)(tx, subjectId, target);
    },
  },
};
