import type { Subscriptions } from './table.js';

/** Every subscription of the graph, and how the gateway answers it. */
export const subscriptions: Subscriptions = {
  callChanged: { kind: 'one', query: 'call', nouns: ['call'] },
  callFiguresChanged: { kind: 'whole', query: 'callFigures', nouns: ['call'] },
  callsChanged: { kind: 'list', query: 'calls', noun: 'call', nouns: ['call'] },
  customerChanged: { kind: 'one', query: 'customer', nouns: ['customer', 'party', 'identity', 'interaction'] },
  jobChanged: { kind: 'one', query: 'job', nouns: ['job'] },
  memberChanged: { kind: 'one', query: 'member', nouns: ['member'] },
  orderChanged: { kind: 'one', query: 'order', nouns: ['order'] },
  orderFiguresChanged: { kind: 'whole', query: 'orderFigures', nouns: ['order', 'shipment'] },
  ordersChanged: { kind: 'list', query: 'orders', noun: 'order', nouns: ['order'] },
  presenceChanged: { kind: 'one', query: 'presence', argument: 'ticketId', nouns: ['presence'] },
  ticketChanged: { kind: 'one', query: 'ticket', nouns: ['ticket', 'message', 'attachment'] },
  ticketFiguresChanged: { kind: 'whole', query: 'ticketFigures', nouns: ['ticket', 'message'] },
  ticketsChanged: { kind: 'list', query: 'tickets', noun: 'ticket', nouns: ['ticket', 'message'] },
  caseChanged: {
    kind: 'one', query: 'ticket', argument: 'ticketId', follows: ['customer'],
    nouns: ['ticket', 'message', 'attachment', 'customer', 'party', 'identity', 'interaction', 'order', 'shipment', 'call'],
  },
  sessionRevoked: { kind: 'note', topics: ['session.revoked'], about: viewer => viewer.id },
};
