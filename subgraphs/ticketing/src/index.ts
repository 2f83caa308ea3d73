import { defineSubgraph } from '@deskgraph/kit';
import { Mailbox } from './mailbox/mailbox.entity.js';
import { mailboxById } from './mailbox/mailbox.loader.js';
import { MailboxResolver } from './mailbox/mailbox.resolver.js';
import { Ticketing0001 } from './migrations/0001-mailboxes.js';
import { permissions } from './permissions.js';
import type { TicketingPorts } from './ports.js';

/** Where mail arrives. */
export const ticketing = defineSubgraph<TicketingPorts>({
  name: 'ticketing',
  entities: [Mailbox],
  migrations: [Ticketing0001],
  resolvers: [MailboxResolver],
  references: { Mailbox: mailboxById },
  permissions,
  logins: ['ticketing_mail'],
});

export type { TicketingPorts };
