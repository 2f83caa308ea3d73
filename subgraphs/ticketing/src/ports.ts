import type { MailReader } from '@deskgraph/ports';

/** What this room asks of the outside world: the domain its mailboxes are in, and somebody who reads mails. */
export interface TicketingPorts {
  readonly mailDomain: string;
  readonly mailReader: MailReader;
}
