import type { Subscriptions } from './table.js';

/** Every subscription of the graph, and how the gateway answers it. */
export const subscriptions: Subscriptions = {
  callChanged: { kind: 'one', query: 'call', nouns: ['call'] },
  customerChanged: { kind: 'one', query: 'customer', nouns: ['customer', 'party', 'identity', 'interaction'] },
  jobChanged: { kind: 'one', query: 'job', nouns: ['job'] },
  memberChanged: { kind: 'one', query: 'member', nouns: ['member'] },
  orderChanged: { kind: 'one', query: 'order', nouns: ['order'] },
  ticketChanged: { kind: 'one', query: 'ticket', nouns: ['ticket', 'message', 'attachment'] },
  sessionRevoked: { kind: 'note', topics: ['session.revoked'], about: viewer => viewer.id },
};
