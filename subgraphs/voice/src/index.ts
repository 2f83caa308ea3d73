import { defineSubgraph } from '@deskgraph/kit';
import { CallFiguresResolver } from './call-figures/call-figures.resolver.js';
import { Call } from './call/call.entity.js';
import { callById } from './call/call.loader.js';
import { CallResolver } from './call/call.resolver.js';
import { consumers } from './consumers.js';
import { customerById } from './customer/customer.loader.js';
import { CustomerResolver } from './customer/customer.resolver.js';
import { hooks } from './hooks.js';
import { jobs } from './jobs.js';
import { Voice0001 } from './migrations/0001-voice.js';
import { Voice0002 } from './migrations/0002-parties.js';
import { Voice0003 } from './migrations/0003-orders.js';
import { Voice0004 } from './migrations/0004-tickets.js';
import { Voice0005 } from './migrations/0005-sequences.js';
import { Voice0006 } from './migrations/0006-owners.js';
import { Voice0007 } from './migrations/0007-lost-ends.js';
import { Voice0008 } from './migrations/0008-ticket-merges.js';
import { permissions } from './permissions.js';
import { ticketById } from './ticket/ticket.loader.js';
import { TicketResolver } from './ticket/ticket.resolver.js';

/** Telephone calls. */
export const voice = defineSubgraph({
  name: 'voice',
  entities: [Call],
  migrations: [Voice0001, Voice0002, Voice0003, Voice0004, Voice0005, Voice0006, Voice0007, Voice0008],
  resolvers: [CallFiguresResolver, CallResolver, CustomerResolver, TicketResolver],
  references: { Call: callById, Customer: customerById, Ticket: ticketById },
  permissions,
  consumers,
  jobs,
  hooks,
});

export { importAll as importCalls, type PastCall } from './call/call.service.js';
export type { VoicePorts } from './ports.js';
