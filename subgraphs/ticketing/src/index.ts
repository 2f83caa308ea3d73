import { defineSubgraph } from '@deskgraph/kit';
import { AssignmentResolver } from './assignment/assignment.resolver.js';
import { TicketFile } from './attachment/attachment.entity.js';
import { AttachmentResolver } from './attachment/attachment.resolver.js';
import { consumers } from './consumers.js';
import { customerById } from './customer/customer.loader.js';
import { CustomerResolver } from './customer/customer.resolver.js';
import { files } from './files.js';
import { door } from './inbound-mail/inbound-mail.door.js';
import { InboundMail } from './inbound-mail/inbound-mail.entity.js';
import { inboundMailById } from './inbound-mail/inbound-mail.loader.js';
import { InboundMailResolver } from './inbound-mail/inbound-mail.resolver.js';
import { IntakeResolver } from './intake/intake.resolver.js';
import { jobs } from './jobs.js';
import { Mailbox } from './mailbox/mailbox.entity.js';
import { mailboxById } from './mailbox/mailbox.loader.js';
import { MailboxResolver } from './mailbox/mailbox.resolver.js';
import { TicketingMember } from './member/member.entity.js';
import { MergeResolver } from './merge/merge.resolver.js';
import { Message } from './message/message.entity.js';
import { messageById } from './message/message.loader.js';
import { MessageResolver, TicketMessagesResolver } from './message/message.resolver.js';
import { Ticketing0001 } from './migrations/0001-mailboxes.js';
import { Ticketing0002 } from './migrations/0002-inbound-mails.js';
import { Ticketing0003 } from './migrations/0003-tickets.js';
import { Ticketing0004 } from './migrations/0004-documents.js';
import { Ticketing0005 } from './migrations/0005-views.js';
import { Ticketing0007 } from './migrations/0007-figures.js';
import { Ticketing0008 } from './migrations/0008-rich-text.js';
import { Ticketing0009 } from './migrations/0009-quotes.js';
import { Ticketing0010 } from './migrations/0010-threads.js';
import { permissions } from './permissions.js';
import type { TicketingPorts } from './ports.js';
import { PresentMember } from './presence/presence.entity.js';
import { PresenceResolver } from './presence/presence.resolver.js';
import { Reading } from './reading/reading.entity.js';
import { ReadingResolver } from './reading/reading.resolver.js';
import { Team, TeamMember } from './team/team.entity.js';
import { teamById } from './team/team.loader.js';
import { TeamResolver } from './team/team.resolver.js';
import { TicketEvent } from './ticket-event/ticket-event.entity.js';
import { TicketEventResolver, TicketHistoryResolver } from './ticket-event/ticket-event.resolver.js';
import { TicketAssigneeCountResolver, TicketFiguresResolver, TicketTeamCountResolver } from './ticket-figures/ticket-figures.resolver.js';
import { Ticket } from './ticket/ticket.entity.js';
import { ticketById } from './ticket/ticket.loader.js';
import { TicketResolver } from './ticket/ticket.resolver.js';
import { View } from './view/view.entity.js';
import { viewById } from './view/view.loader.js';
import { ViewResolver } from './view/view.resolver.js';

/** What people ask of the organization, and all that is said and done about it; where their mail arrives. */
export const ticketing = defineSubgraph<TicketingPorts>({
  name: 'ticketing',
  entities: [InboundMail, Mailbox, Message, PresentMember, Reading, Team, TeamMember, Ticket, TicketEvent, TicketFile, TicketingMember, View],
  migrations: [Ticketing0001, Ticketing0002, Ticketing0003, Ticketing0004, Ticketing0005, Ticketing0007, Ticketing0008, Ticketing0009, Ticketing0010],
  resolvers: [
    AssignmentResolver, AttachmentResolver, CustomerResolver, InboundMailResolver, IntakeResolver, MailboxResolver, MergeResolver, MessageResolver, PresenceResolver, ReadingResolver, TeamResolver,
    TicketAssigneeCountResolver, TicketEventResolver, TicketFiguresResolver, TicketHistoryResolver, TicketMessagesResolver, TicketResolver, TicketTeamCountResolver, ViewResolver,
  ],
  references: { Customer: customerById, InboundMail: inboundMailById, Mailbox: mailboxById, Message: messageById, Team: teamById, Ticket: ticketById, View: viewById },
  permissions,
  consumers,
  jobs,
  files,
  logins: ['ticketing_mail'],
  door,
});

export type { PastTicket, PastTicketDeed } from './history/history.inputs.js';
export { importAll as importTickets, replayAll as replayTickets } from './history/history.service.js';
export { create as createMailbox, list as mailboxesOf } from './mailbox/mailbox.service.js';
export { addMember as addTeamMember, create as createTeam, list as teamsOf } from './team/team.service.js';
export type { TicketingPorts };
