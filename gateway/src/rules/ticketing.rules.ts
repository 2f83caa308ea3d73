import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may see and change where mail arrives. */
export const ticketingRules = {
  Query: { mailbox: may('mailbox.read'), mailboxes: may('mailbox.read') },
  Mutation: {
    mailboxCreate: may('mailbox.create'),
    mailboxRename: may('mailbox.rename'),
    mailboxSwitch: may('mailbox.switch'),
    mailboxDelete: may('mailbox.delete'),
  },

  Mailbox: { '*': may('mailbox.read') },
  MailboxPayload: { '*': signedIn },
} satisfies Rules;
