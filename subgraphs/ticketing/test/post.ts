import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, TestHouse } from '@deskgraph/testing';
import nodemailer from 'nodemailer';

/** What the house answered a server that handed it a mail: 250, or the code of its refusal. */
export interface Posted {
  readonly code: number;
  readonly said: string;
}

/** A fixture's bytes. */
export function mailNamed(name: string): Buffer {
  return readFileSync(new URL(`./mails/${name}.eml`, import.meta.url));
}

/** A small mail of its own Message-ID. */
export function mailOf(subject: string, messageId = `<${crypto.randomUUID()}@customer.test>`): Buffer {
  return Buffer.from(`From: Ada <ada@customer.test>\r\nTo: support@company.example\r\nSubject: ${subject}\r\nMessage-ID: ${messageId}\r\n\r\nHello\r\n`);
}

/** Hands a mail to the house over SMTP, as another server does. */
export async function post({ smtpPort }: Pick<TestHouse, 'smtpPort'>, to: string | string[], raw: Buffer, from = 'ada@customer.test'): Promise<Posted> {
  const client = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  try {
    const { response } = await client.sendMail({ envelope: { from, to }, raw });
    return { code: Number(response.slice(0, 3)), said: response };
  } catch (error) {
    const { responseCode, response } = error as { responseCode?: number; response?: string };
    if (responseCode === undefined) throw error;
    return { code: responseCode, said: response ?? '' };
  } finally {
    client.close();
  }
}

/** A mail as the graph shows it. */
export interface Shown {
  readonly id: string;
  readonly messageId: string;
  readonly sha256: string;
  readonly size: number;
  readonly envelopeSender: string;
  readonly recipients: string[];
  readonly state: string;
  readonly reason: string | null;
  readonly kind: string | null;
  readonly signals: string[];
  readonly from: { name: string; address: string } | null;
  readonly subject: string | null;
  readonly sentAt: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly inReplyTo: string | null;
  readonly references: string[];
  readonly files: { filename: string; contentType: string; size: number }[];
  readonly rawUrl: string;
  readonly mailbox: { id: string } | null;
}
const selection = `id messageId sha256 size envelopeSender recipients state reason kind signals from { name address } subject sentAt text html inReplyTo references
  files { filename contentType size } rawUrl mailbox { id }`;

/** A mailbox's mails, the oldest first, once all of them are read. */
export async function arrived(person: Person, mailboxId: string): Promise<Shown[]> {
  for (const end = Date.now() + 90_000; ; await sleep(50)) {
    const { inboundMails } = await person.ask<{ inboundMails: { nodes: Shown[] } }>(
      `query ($filter: InboundMailFilter) { inboundMails(filter: $filter, orderBy: { field: RECEIVED_AT, direction: ASC }, first: 100) { nodes { ${selection} } } }`,
      { filter: { mailboxId } },
    );
    if (inboundMails.nodes.every(({ state }) => state !== 'RECEIVED')) return inboundMails.nodes;
    if (Date.now() > end) throw new Error('A mail is not read.');
  }
}
