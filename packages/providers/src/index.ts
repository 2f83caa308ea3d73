import type { Mail } from '@deskgraph/ports';
import { mailOff } from './off.js';
import { openSmtp } from './smtp/smtp.js';
import type { SmtpOptions } from './smtp/smtp.js';

/** Who carries the mail: a server, the sandbox, or nobody. */
export type MailConfig = SmtpOptions | { readonly state: 'off' };

/** The house's mail, as configured. Throws TypeError for an unusable server address. */
export function openMail(config: MailConfig): Mail {
  return config.state === 'off' ? mailOff() : openSmtp(config);
}

export { pbx } from './pbx/pbx.js';
export { openSmtpServer, type SmtpServer, type SmtpServerOptions } from './smtp/inbound.js';
export { htmlCleaner } from './smtp/cleaner.js';
export { openMailReader } from './smtp/reader.js';
export type { SmtpOptions } from './smtp/smtp.js';
