import type { PermissionCatalogue } from '@deskgraph/kit';

const leads = ['owner', 'admin', 'manager'] as const;
const administrators = ['owner', 'admin'] as const;

/** The atoms this room's rules and policies ask for. */
export const permissions = {
  'mailbox.read': { description: 'See the mailboxes, and the mails that arrived there.', roles: leads, forKeys: true },
  'mailbox.create': { description: 'Make mailboxes.', roles: administrators, forKeys: false },
  'mailbox.rename': { description: 'Rename mailboxes.', roles: administrators, forKeys: true },
  'mailbox.switch': { description: 'Switch mailboxes on and off.', roles: administrators, forKeys: false },
  'mailbox.delete': { description: 'Delete mailboxes; their mails stay.', roles: administrators, forKeys: false },
  'inboundMail.reparse': { description: 'Have mails read again.', roles: administrators, forKeys: true },
} satisfies PermissionCatalogue;
