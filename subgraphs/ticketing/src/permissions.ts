import type { PermissionCatalogue } from '@deskgraph/kit';

const everyone = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const;
const agents = ['owner', 'admin', 'manager', 'agent'] as const;
const leads = ['owner', 'admin', 'manager'] as const;
const administrators = ['owner', 'admin'] as const;

/** The atoms this room's rules and policies ask for. */
export const permissions = {
  'ticket.read': { description: 'See the tickets and what is said in them, notes aside.', roles: everyone, forKeys: true },
  'ticketFigures.read': { description: 'See how many tickets there are and how fast they are answered, without the tickets.', roles: everyone, forKeys: true },
  'ticket.create': { description: 'Write down what somebody asks.', roles: agents, forKeys: true },
  'ticket.assign': { description: 'Give tickets to members and teams.', roles: agents, forKeys: true },
  'ticket.changeStatus': { description: 'Say whose turn it is in tickets: resolve, close and reopen them.', roles: agents, forKeys: true },
  'ticket.changePriority': { description: 'Say how much tickets matter.', roles: agents, forKeys: true },
  'ticket.rename': { description: 'Say in other words what tickets are about.', roles: agents, forKeys: true },
  'ticket.tag': { description: 'Put tags on tickets and take them off.', roles: agents, forKeys: true },
  'ticket.merge': { description: 'Merge tickets, and take that back.', roles: leads, forKeys: true },
  'message.reply': { description: 'Answer whoever asked, by mail.', roles: agents, forKeys: true },
  'message.note': { description: 'Write notes in tickets.', roles: agents, forKeys: true },
  'message.readNotes': { description: 'Read the notes in tickets.', roles: agents, forKeys: true },
  'view.share': { description: 'Keep views for all: make, change and delete shared ones.', roles: leads, forKeys: false },
  'presence.touch': { description: 'Be seen at tickets.', roles: agents, forKeys: false },
  'team.read': { description: 'See the teams and who is in them.', roles: everyone, forKeys: true },
  'team.create': { description: 'Make teams.', roles: leads, forKeys: false },
  'team.rename': { description: 'Rename teams.', roles: leads, forKeys: false },
  'team.addMember': { description: 'Put members into teams.', roles: leads, forKeys: false },
  'team.removeMember': { description: 'Take members out of teams.', roles: leads, forKeys: false },
  'team.delete': { description: 'Delete teams; their tickets stay.', roles: leads, forKeys: false },
  'mailbox.read': { description: 'See the mailboxes, and the mails that arrived there.', roles: leads, forKeys: true },
  'mailbox.create': { description: 'Make mailboxes.', roles: administrators, forKeys: false },
  'mailbox.rename': { description: 'Rename mailboxes.', roles: administrators, forKeys: true },
  'mailbox.switch': { description: 'Switch mailboxes on and off.', roles: administrators, forKeys: false },
  'mailbox.delete': { description: 'Delete mailboxes; their mails stay.', roles: administrators, forKeys: false },
  'inboundMail.reparse': { description: 'Have mails read again.', roles: administrators, forKeys: true },
} satisfies PermissionCatalogue;
