import { may, signedIn } from './may.js';
import type { Rules } from './table.js';

/** Who may see and change where mail arrives. */
export const ticketingRules = {
  Query: { mailbox: may('mailbox.read'), mailboxes: may('mailbox.read'), inboundMail: may('mailbox.read'), inboundMails: may('mailbox.read') },
  Mutation: {
    mailboxCreate: may('mailbox.create'),
    mailboxRename: may('mailbox.rename'),
    mailboxSwitch: may('mailbox.switch'),
    mailboxDelete: may('mailbox.delete'),
    inboundMailReparse: may('inboundMail.reparse'),
  },

  Mailbox: { '*': may('mailbox.read') },
  InboundMail: { '*': may('mailbox.read') },
  InboundMailAddress: { '*': may('mailbox.read') },
  InboundMailFile: { '*': may('mailbox.read') },
  InboundMailConnection: { '*': may('mailbox.read') },
  InboundMailEdge: { '*': may('mailbox.read') },

  MailboxPayload: { '*': signedIn },
  InboundMailPayload: { '*': signedIn },
} satisfies Rules;
