import type { Mail, MailReader } from '@deskgraph/ports';

/** What this room asks of the outside world: the domain its mailboxes are in, somebody who reads mails, and a way to send them. */
export interface TicketingPorts {
  readonly mailDomain: string;
  readonly mailReader: MailReader;
  readonly mail: Mail;
}
