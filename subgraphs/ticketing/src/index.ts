import { defineSubgraph } from '@deskgraph/kit';
import { door } from './inbound-mail/inbound-mail.door.js';
import { InboundMail } from './inbound-mail/inbound-mail.entity.js';
import { inboundMailById } from './inbound-mail/inbound-mail.loader.js';
import { InboundMailResolver } from './inbound-mail/inbound-mail.resolver.js';
import { jobs } from './jobs.js';
import { Mailbox } from './mailbox/mailbox.entity.js';
import { mailboxById } from './mailbox/mailbox.loader.js';
import { MailboxResolver } from './mailbox/mailbox.resolver.js';
import { Ticketing0001 } from './migrations/0001-mailboxes.js';
import { Ticketing0002 } from './migrations/0002-inbound-mails.js';
import { Ticketing0009 } from './migrations/0009-documents.js';
import { permissions } from './permissions.js';
import type { TicketingPorts } from './ports.js';

/** Where mail arrives. */
export const ticketing = defineSubgraph<TicketingPorts>({
  name: 'ticketing',
  entities: [InboundMail, Mailbox],
  migrations: [Ticketing0001, Ticketing0002, Ticketing0009],
  resolvers: [InboundMailResolver, MailboxResolver],
  references: { InboundMail: inboundMailById, Mailbox: mailboxById },
  permissions,
  jobs,
  logins: ['ticketing_mail'],
  door,
});

export type { TicketingPorts };
