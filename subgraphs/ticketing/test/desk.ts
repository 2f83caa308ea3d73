import { setTimeout as sleep } from 'node:timers/promises';
import { mailbox, sendFile, type Person, type TestHouse, type UploadPlace } from '@deskgraph/testing';
import { post } from './post.js';

/** A refusal as the tests compare it. */
export interface Refusal {
  readonly code: string;
  readonly field: string | null;
}

/** A message as the tests look at it. */
export interface Said {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly authorName: string | null;
  readonly author: { readonly id: string } | null;
  readonly delivery: string | null;
  readonly deliveryReason: string | null;
  readonly messageId: string | null;
  readonly isAutomatic: boolean;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number; readonly contentId: string | null; readonly url: string }[];
}

/** A ticket as the tests look at it. */
export interface Asked {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly priority: string;
  readonly channel: string;
  readonly tags: readonly string[];
  readonly version: number;
  readonly requesterName: string | null;
  readonly requesterAddress: string | null;
  readonly assignee: { readonly id: string } | null;
  readonly team: { readonly id: string } | null;
  readonly customer: { readonly id: string } | null;
  readonly mergedInto: { readonly id: string } | null;
  readonly previous: { readonly id: string } | null;
  readonly viewerCan: readonly string[];
  readonly messages: { readonly nodes: readonly Said[] };
  readonly history: { readonly nodes: readonly { readonly kind: string; readonly from: string | null; readonly to: string | null; readonly actor: { readonly id: string } | null }[] };
}

const message = 'id kind text authorName author { id } delivery deliveryReason messageId isAutomatic attachments { name type size contentId url }';
const ticket = `id number subject status priority channel tags version requesterName requesterAddress assignee { id } team { id } customer { id } mergedInto { id } previous { id } viewerCan
  messages(first: 100) { nodes { ${message} } } history(first: 100) { nodes { kind from to actor { id } } }`;
const selections = { ticket: `ticket { ${ticket} }`, message: `message { ${message} }`, team: 'team { id name members { id } viewerCan }', attachment: 'attachmentId upload { url method headers { name value } size expiresAt }', view: 'view { id name isShared owner { id } filter { statuses priorities isMine tags search createdFrom } orderBy { field direction } viewerCan }', presence: 'presence { ticketId members { member { id } mode } }' };

/** A view as the tests look at it. */
export interface Kept {
  readonly id: string;
  readonly name: string;
  readonly isShared: boolean;
  readonly owner: { readonly id: string } | null;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly orderBy: { readonly field: string; readonly direction: string };
  readonly viewerCan: readonly string[];
}

/** What a mutation of this room answers. */
export interface Answered {
  readonly ticket?: Asked | null;
  readonly message?: Said | null;
  readonly team?: { readonly id: string; readonly name: string; readonly members: readonly { readonly id: string }[]; readonly viewerCan: readonly string[] } | null;
  readonly attachmentId?: string | null;
  readonly upload?: UploadPlace | null;
  readonly presence?: { readonly ticketId: string; readonly members: readonly { readonly member: { readonly id: string }; readonly mode: string }[] } | null;
  readonly view?: Kept | null;
  readonly refusal: Refusal | null;
}

/** Runs a mutation of this room, such as `ticketAssign`. */
export async function does(person: Person, mutation: string, input: object): Promise<Answered> {
  const type = { teamAddMember: 'TeamMemberInput', teamRemoveMember: 'TeamMemberInput' }[mutation] ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const [noun = 'ticket'] = /^(ticket|message|team|view|attachment|presence)/.exec(mutation) ?? [];
  const answer = await person.ask<Record<string, Answered>>(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selections[noun as keyof typeof selections]} refusal { code field } } }`, { input });
  return answer[mutation] as Answered;
}

/** Writes down what somebody asks; throws when that is refused. */
export async function opened(person: Person, input: object = {}): Promise<Asked> {
  const { ticket: made, refusal } = await does(person, 'ticketCreate', { subject: 'Where is it?', text: 'My order is late.', ...input });
  if (!made) throw new Error(JSON.stringify(refusal));
  return made;
}

/** A ticket as somebody sees it. */
export async function ticketOf(person: Person, id: string): Promise<Asked> {
  return (await person.ask<{ ticket: Asked }>(`query ($id: ID!) { ticket(id: $id) { ${ticket} } }`, { id })).ticket;
}

/** Tickets that a filter asks for, the oldest first. */
export async function ticketsOf(person: Person, filter: object = {}): Promise<Asked[]> {
  const { tickets } = await person.ask<{ tickets: { nodes: { id: string }[] } }>('query ($filter: TicketFilter) { tickets(filter: $filter, orderBy: { field: NUMBER }, first: 50) { nodes { id } } }', { filter });
  return Promise.all(tickets.nodes.map(({ id }) => ticketOf(person, id)));
}

/** Asks until it is so, for at most 15 s; answers the last. */
export async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (const end = Date.now() + 15_000; ; await sleep(30)) {
    const answer = await ask();
    if (isSo(answer) || Date.now() > end) return answer;
  }
}

/** Where a desk takes mail: a new mailbox, its address, and a way to write to it. */
export interface Desk {
  readonly mailboxId: string;
  readonly address: string;
  /** Has somebody write; answers the mail's Message-ID. */
  write(letter?: Letter): Promise<string>;
}

/** A letter to a desk. */
export interface Letter {
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: readonly string[];
  readonly raw?: string;
}

/** Opens a mailbox for a desk. */
export async function deskOf(house: TestHouse, owner: Person): Promise<Desk> {
  const address = `${crypto.randomUUID()}@company.example`;
  const { id: mailboxId, inboundAddress } = await mailbox(owner, 'Support', address);
  return {
    mailboxId,
    address,
    async write({ from = `Ada <${crypto.randomUUID()}@customer.test>`, subject = 'Late order', text = 'Where is it?', headers = [], raw }: Letter = {}) {
      const messageId = `<${crypto.randomUUID()}@customer.test>`;
      const head = [`From: ${from}`, `To: ${address}`, `Subject: ${subject}`, `Message-ID: ${messageId}`, ...headers];
      const { code } = await post(house, inboundAddress, Buffer.from(raw ?? `${head.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`));
      if (code !== 250) throw new Error(`The house said ${String(code)}.`);
      return messageId;
    },
  };
}

/** Uploads a file for a ticket; answers the attachment's id. */
export async function attached(person: Person, ticketId: string, bytes: Uint8Array<ArrayBuffer>, name = 'sheet.txt', type = 'text/plain'): Promise<string> {
  const { attachmentId, upload, refusal } = await does(person, 'attachmentUploadStart', { ticketId, name, size: bytes.length, type });
  if (!upload || !attachmentId) throw new Error(JSON.stringify(refusal));
  const { status, body } = await sendFile(upload, bytes);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return attachmentId;
}

/** The raw mails that reached the sandbox for an address, the oldest first; waits for so many. */
export async function sinkOf({ mailboxUrl }: TestHouse, to: string, count = 1): Promise<Buffer[]> {
  const list = async (): Promise<{ id: string }[]> => ((await (await fetch(`${mailboxUrl}/api/mails?to=${encodeURIComponent(to)}`)).json()) as { mails: { id: string }[] }).mails;
  const mails = await until(list, found => found.length >= count);
  return Promise.all(mails.reverse().map(async ({ id }) => Buffer.from(await (await fetch(`${mailboxUrl}/api/mails/${id}/raw`)).arrayBuffer())));
}
