import type { Consumer } from '@deskgraph/kit';
import { InteractionChannel, InteractionDirection } from './interaction/interaction.entity.js';
import { noteFrom } from './interaction/interaction.service.js';
import { identify } from './resolution/resolution.service.js';

const [inbound, outbound] = [InteractionDirection.INBOUND, InteractionDirection.OUTBOUND];

/** What of other rooms stands in a customer's timeline. Each of these events relates to the party first. */
const lines = {
  'call.received': { channel: InteractionChannel.CALL, direction: inbound, subjectKind: 'Call' },
  'call.placed': { channel: InteractionChannel.CALL, direction: outbound, subjectKind: 'Call' },
  'message.received': { channel: InteractionChannel.MAIL, direction: inbound, subjectKind: 'Message' },
  'message.recorded': { channel: InteractionChannel.TICKET, direction: inbound, subjectKind: 'Message' },
  'message.sent': { channel: InteractionChannel.MAIL, direction: outbound, subjectKind: 'Message' },
  'order.created': { channel: InteractionChannel.ORDER, direction: inbound, subjectKind: 'Order' },
};

/** What this room does when another speaks. */
export const consumers: Readonly<Record<string, Consumer>> = {
  'crm.parties': {
    topics: ['party.met'],
    async run(tx, { subjectId }) {
      await identify(tx, subjectId);
    },
  },
  'crm.interactions': {
    topics: Object.keys(lines),
    async run(tx, { topic, subjectId, relatedIds: [partyId], at }) {
      const customerId = partyId === undefined ? null : await identify(tx, partyId);
      if (customerId !== null) await noteFrom(tx, customerId, { ...lines[topic as keyof typeof lines], subjectId, at });
    },
  },
};
