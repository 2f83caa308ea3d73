import type { CallLimit } from '@deskgraph/kit';
import type { HtmlCleaner, Mail, MailReader, Telephony } from '@deskgraph/ports';
import { htmlCleaner, openMail, openMailReader, pbx } from '@deskgraph/providers';
import type { Config } from './config.js';
import type { Ground } from './house.js';

/** How long one mail may take to be handed over. */
const timeoutMilliseconds = 30_000;

/** Every door to the outside that a room may ask for. */
export interface Ports {
  readonly mail: Mail;
  readonly mailReader: MailReader;
  readonly htmlCleaner: HtmlCleaner;
  readonly telephony: Telephony;
  /** The domain of the addresses that mailboxes are forwarded to. */
  readonly mailDomain: string;
  readonly mailFrom: { readonly name: string; readonly address: string };
}

/** Opens the providers the configuration names. The sandbox is used only where it is named and runs. */
export function openPorts(config: Config, { sandbox }: Pick<Ground, 'sandbox'>, limit?: CallLimit): Ports {
  return { mail: openMail(mailOptions(config, sandbox, limit)), mailReader: openMailReader(), htmlCleaner, telephony: pbx, mailDomain: config.mailDomain, mailFrom: sender(config.mailFrom) };
}

/** `Name <address>` or an address alone. */
function sender(line: string): Ports['mailFrom'] {
  const [, name = '', address = line] = /^(.*?)\s*<(.+)>$/.exec(line.trim()) ?? [];
  return { name, address: address.trim() };
}

function mailOptions(config: Config, sandbox: Ground['sandbox'], limit: CallLimit | undefined): Parameters<typeof openMail>[0] {
  if (config.mail === 'sandbox' && sandbox) return { state: 'sandbox', url: sandbox.smtpUrl, timeoutMilliseconds, limit };
  if (config.mail === 'smtp' && config.smtpUrl) return { state: 'configured', url: config.smtpUrl, timeoutMilliseconds, limit };
  return { state: 'off' };
}
