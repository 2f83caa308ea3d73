import type { Mail, MailAddress } from '@deskgraph/ports';

/** What this room asks of the outside world: a way to send mail, and who it comes from. */
export interface AccountsPorts {
  readonly mail: Mail;
  readonly mailFrom: MailAddress;
}
