import type { Policy } from '@deskgraph/kit';
import type { InboundMail } from './inbound-mail.entity.js';

/** What may be done to a mail, and by whom. `read` has a twin in SQL: `inboundMails().visible()`. */
export const inboundMailPolicy = {
  read: viewer => viewer.may('mailbox.read'),
  reparse: viewer => viewer.may('inboundMail.reparse'),
} satisfies Policy<InboundMail>;
