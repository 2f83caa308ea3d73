import type { Policy } from '@deskgraph/kit';
import type { Mailbox } from './mailbox.entity.js';

/** What may be done to a mailbox, and by whom. `read` has a twin in SQL: `mailboxes().visible()`. */
export const mailboxPolicy = {
  read: viewer => viewer.may('mailbox.read'),
  rename: viewer => viewer.may('mailbox.rename'),
  switch: viewer => viewer.may('mailbox.switch'),
  delete: viewer => viewer.may('mailbox.delete'),
} satisfies Policy<Mailbox>;
