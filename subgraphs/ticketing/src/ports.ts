import type { HtmlCleaner, Mail, MailReader } from '@deskgraph/ports';

/** What this room asks of the outside world: the domain its mailboxes are in, somebody who reads mails, a way to send them, and HTML made harmless. */
export interface TicketingPorts {
  readonly mailDomain: string;
  readonly mailReader: MailReader;
  readonly mail: Mail;
  readonly htmlCleaner: HtmlCleaner;
}
