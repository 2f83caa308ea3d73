import type { Consumer } from '@deskgraph/kit';
import { InteractionDirection } from './interaction/interaction.entity.js';
import { noteCall } from './interaction/interaction.service.js';
import { identify } from './resolution/resolution.service.js';

/** What this room does when another speaks. */
export const consumers: Readonly<Record<string, Consumer>> = {
  'crm.parties': {
    topics: ['party.met'],
    async run(tx, { subjectId }) {
      await identify(tx, subjectId);
    },
  },
  'crm.interactions': {
    topics: ['call.received', 'call.placed'],
    async run(tx, { topic, subjectId, relatedIds: [partyId], at }) {
      const customerId = partyId === undefined ? null : await identify(tx, partyId);
      const direction = topic === 'call.received' ? InteractionDirection.INBOUND : InteractionDirection.OUTBOUND;
      if (customerId !== null) await noteCall(tx, customerId, { callId: subjectId, direction, at });
    },
  },
};
