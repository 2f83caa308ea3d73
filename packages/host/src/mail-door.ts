import type { Log, Room } from '@deskgraph/kit';
import type { ArrivedMail, MailIn } from '@deskgraph/ports';
import { openSmtpServer } from '@deskgraph/providers';
import type { Config } from './config.js';
import { codeOf } from './failure.js';

/** Where mail comes in. */
export interface MailDoor {
  readonly host: string;
  readonly port: number;
  /** Stops listening, and lets mails under way be stored. */
  close(): Promise<void>;
}

/** Opens the port that mail comes in at, over the room ticketing; null where the settings say that none is taken in. */
export async function openMailDoor(config: Config, rooms: readonly Room[], log: Log): Promise<MailDoor | null> {
  const room = rooms.find(({ name }) => name === 'ticketing');
  if (!config.mailIn || !room) return null;
  const { smtpInHost: host, smtpInPort } = config;
  const opened = openSmtpServer({
    ...mailInto(room),
    host, port: smtpInPort, name: config.mailDomain, maxBytes: config.mailInMaxBytes, tls: config.smtpInTls,
    report: error => { log.error({ error }, 'mail could not be taken in'); },
  });
  const server = await opened.catch((error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw new Error(`port ${String(smtpInPort)} is taken: set DESKGRAPH_SMTP_IN_PORT to another, or to 0 for a free one`);
  });
  return { host, port: server.port, close: () => server.close(config.drainSeconds) };
}

/** The room behind the mail server, asked over the seam at paths that the gateway forwards nobody to. */
function mailInto(room: Room): MailIn {
  const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await room.fetch(new Request(`http://${room.name}${path}`, init));
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`The room ${room.name} answered ${String(response.status)}.`);
    }
    return (await response.json()) as T;
  };
  return {
    accepts: async recipient => (await ask<{ accepted: boolean }>(`/internal/mail/recipient?address=${encodeURIComponent(recipient)}`)).accepted,
    async deliver({ sender, recipients, raw }: ArrivedMail) {
      const body = Buffer.concat([Buffer.from(`${JSON.stringify({ sender, recipients })}\n`), raw]);
      const { mailboxes } = await ask<{ mailboxes: number }>('/internal/mail', { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });
      if (mailboxes === 0) throw new Error('Every mailbox of this mail was switched off meanwhile.'); // tried again, and refused by name then
    },
  };
}
