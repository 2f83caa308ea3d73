import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, sendFile, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import PostalMime from 'postal-mime';
import { attached, deskOf, does, opened, sinkOf, ticketOf, ticketsOf, until, type Asked, type Desk } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let owner: Person;
let agent: Person;
let desk: Desk;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Messages');
  [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
  desk = await deskOf(house, owner);
});
afterEach(() => fetch(`${house.mailboxUrl}/api/failures`, { method: 'DELETE' }));

const address = (): string => `${crypto.randomUUID()}@customer.test`;
const asked = (requesterAddress = address()): Promise<Asked> => opened(agent, { requesterAddress, requesterName: 'Ada', mailboxId: desk.mailboxId });
const last = async (id: string, delivery: string) => (await until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.at(-1)?.delivery === delivery)).messages.nodes.at(-1);
const trouble = (failure: object) => fetch(`${house.mailboxUrl}/api/failures`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(failure) });
const pending = async () => ((await (await fetch(`${house.mailboxUrl}/api/failures`)).json()) as { failures: unknown[] }).failures;
/** Has a ticket in hand, as a verb that takes long, until somebody who waits for it was turned away. */
async function inHand(ticketId: string): Promise<void> {
  const other = new pg.Client({ connectionString: house.ownerUrl });
  await other.connect();
  const { rows: [self] } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
  await other.query('begin');
  await other.query('select from ticketing.ticket where id = $1 for no key update', [ticketId]);
  await until(() => house.sql('select pg_cancel_backend(pid) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))', [self?.pid]), turned => turned.length > 0);
  await other.end();
}
/** The job of a reply, once its first try failed. */
const retrying = async (subjectId: string): Promise<string> => {
  const query = 'query ($subjectId: ID!) { jobs(filter: { subjectId: $subjectId }) { nodes { id state } } }';
  const ask = async () => (await owner.ask<{ jobs: { nodes: { id: string; state: string }[] } }>(query, { subjectId })).jobs.nodes[0];
  return (await until(ask, job => job?.state === 'RETRYING'))!.id;
};
const text = (length: number): Uint8Array<ArrayBuffer> => new TextEncoder().encode(randomBytes(length / 2).toString('hex'));

describe('a reply', () => {
  it('is queued, and sent once the mail server has it: to the byte, in the thread, with its files', async () => {
    const from = address();
    const here = await deskOf(house, owner);
    const messageId = await here.write({ from: `Ada <${from}>`, subject: 'Datenblatt für Säure' });
    const [ticket] = await until(() => ticketsOf(agent, { mailboxId: here.mailboxId }), found => found.length === 1);
    const sheet = text(3000);
    const attachmentId = await attached(agent, ticket!.id, sheet, 'Sicherheitsdatenblatt Säure.txt');

    const { message, refusal } = await does(agent, 'messageReply', { ticketId: ticket!.id, text: 'Here it is.\n.\nRegards', attachmentIds: [attachmentId] });
    const sent = await last(ticket!.id, 'SENT');
    const [raw] = await sinkOf(house, from);
    const mail = await PostalMime.parse(raw!);

    expect(refusal).toBeNull();
    expect(message).toMatchObject({ kind: 'REPLY', delivery: 'QUEUED', author: { id: agent.memberId } });
    expect(sent).toMatchObject({ delivery: 'SENT', deliveryReason: null, attachments: [{ name: 'Sicherheitsdatenblatt Säure.txt', size: 3000 }] });
    expect(mail).toMatchObject({ from: { name: 'Support', address: here.address }, to: [{ name: 'Ada', address: from }], subject: 'Re: Datenblatt für Säure', messageId: message?.messageId, inReplyTo: messageId, references: messageId });
    expect(mail.text?.trimEnd()).toBe('Here it is.\n.\nRegards');
    expect(mail.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer).equals(sheet)])).toEqual([['Sicherheitsdatenblatt Säure.txt', true]]);
    expect((await ticketOf(agent, ticket!.id)).status).toBe('PENDING');
    expect((await toldOf(house, message!.id)).events).toEqual(['message.queued', 'message.sent']);
    expect(Buffer.from(await (await fetch(sent!.attachments[0]!.url)).arrayBuffer()).equals(sheet)).toBe(true);
  });

  it('stays queued while the mail server is busy, and is sent once', async () => {
    const to = address();
    const { id } = await asked(to);
    await trouble({ code: 451, times: 1 });

    const { message } = await does(agent, 'messageReply', { ticketId: id, text: 'Soon.', status: 'RESOLVED' });
    const sent = await last(id, 'SENT');

    expect([message?.delivery, sent?.delivery, (await ticketOf(agent, id)).status]).toEqual(['QUEUED', 'SENT', 'RESOLVED']);
    expect(await sinkOf(house, to)).toHaveLength(1);
  });

  it('whose ticket is in somebody\'s hands when it is to be sent is tried again', async () => {
    const to = address();
    const { id } = await asked(to);
    await until(() => ticketOf(agent, id), ({ customer }) => customer !== null); // from here on nobody else waits for the ticket
    await trouble({ code: 451, times: 1 });

    await does(agent, 'messageReply', { ticketId: id, text: 'Soon.' });
    await until(pending, ({ length }) => length === 0);
    await inHand(id);
    await until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.at(-1)?.delivery !== 'QUEUED');
    const sent = await last(id, 'SENT');

    expect(sent).toMatchObject({ delivery: 'SENT', deliveryReason: null });
    expect(await sinkOf(house, to)).toHaveLength(1);
  }, 90_000);

  it('whose ticket is in somebody\'s hands once it is sent is sent once all the same', async () => {
    const to = address();
    const { id } = await asked(to);
    await until(() => ticketOf(agent, id), ({ customer }) => customer !== null); // from here on nobody else waits for the ticket
    await trouble({ slowMilliseconds: 2000 });

    await does(agent, 'messageReply', { ticketId: id, text: 'Soon.' });
    await until(pending, ({ length }) => length === 0);
    await inHand(id);
    const sent = await last(id, 'SENT');

    expect(sent).toMatchObject({ delivery: 'SENT', deliveryReason: null });
    expect(await sinkOf(house, to)).toHaveLength(1);
  });

  it('that no mail server takes has failed, says why, and is the organization\'s turn again', async () => {
    const { id } = await asked();
    await trouble({ at: 'RCPT', code: 550, message: 'no such user' });

    await does(agent, 'messageReply', { ticketId: id, text: 'Hello?', status: 'RESOLVED' });
    const failed = await last(id, 'FAILED');

    expect(failed).toMatchObject({ delivery: 'FAILED', deliveryReason: expect.stringMatching(/./) });
    expect((await ticketOf(agent, id)).status).toBe('OPEN');
  });

  it('is one under one key, however often it is asked for', async () => {
    const to = address();
    const { id: ticketId } = await asked(to);
    const input = { ticketId, text: 'Once.', idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await does(agent, 'messageReply', input), await does(agent, 'messageReply', input)];
    await last(ticketId, 'SENT');

    expect(again.message?.id).toBe(first.message?.id);
    expect(await sinkOf(house, to)).toHaveLength(1);
  });

  it('carries three files of 8 MB', async () => {
    const to = address();
    const { id: ticketId } = await asked(to);
    const files = Array.from({ length: 3 }, () => text(8_000_000));
    const attachmentIds = [];
    for (const [at, bytes] of files.entries()) attachmentIds.push(await attached(agent, ticketId, bytes, `file-${String(at)}.txt`));

    await does(agent, 'messageReply', { ticketId, text: 'All three.', attachmentIds });
    await last(ticketId, 'SENT');
    const mail = await PostalMime.parse((await sinkOf(house, to))[0]!);

    expect(mail.attachments.map(({ content }, at) => Buffer.from(content as ArrayBuffer).equals(files[at]!))).toEqual([true, true, true]);
  });

  it('of a ticket whose mailbox is gone, or that was there before any, goes out from the first mailbox and goes on there', async () => {
    const young = await house.organization('Young');
    const [boss, reader] = [await young.as('owner'), await young.as('viewer')]; // whom mailboxes are not shown
    const replyAddress = async (id: string) => (await reader.ask<{ ticket: { replyAddress: string | null } }>('query ($id: ID!) { ticket(id: $id) { replyAddress } }', { id })).ticket.replyAddress;
    const [earlier, to] = [await opened(boss, { requesterAddress: address() }), address()];
    const refused = await does(boss, 'messageReply', { ticketId: earlier.id, text: 'Hi' });
    const from = [await replyAddress(earlier.id)];
    const [here, gone] = [await deskOf(house, boss), await deskOf(house, boss)];
    const orphan = await opened(boss, { requesterAddress: to, mailboxId: gone.mailboxId });
    from.push(await replyAddress(earlier.id), await replyAddress(orphan.id));
    await boss.ask('mutation ($id: ID!) { mailboxDelete(input: { id: $id }) { refusal { code } } }', { id: gone.mailboxId });
    from.push(await replyAddress(orphan.id));

    const answers = [await does(boss, 'messageReply', { ticketId: earlier.id, text: 'Hi' }), await does(boss, 'messageReply', { ticketId: orphan.id, text: 'Hi' })];
    const [mail] = await sinkOf(house, to);
    await here.write({ from: to, subject: 'Re: Hi', headers: [`In-Reply-To: ${answers[1]!.message!.messageId!}`] });
    const { messages } = await until(() => ticketOf(boss, orphan.id), ({ messages: { nodes } }) => nodes.length === 3);

    expect(refused.refusal).toEqual({ code: 'TICKET_NO_MAILBOX', field: 'ticketId' });
    expect(from).toEqual([null, here.address, gone.address, here.address]);
    expect(answers.map(({ refusal }) => refusal)).toEqual([null, null]);
    expect((await PostalMime.parse(mail!)).from).toMatchObject({ address: here.address });
    expect(messages.nodes.at(-1)).toMatchObject({ kind: 'INBOUND' });
    expect(await house.sql('select after from platform.audit where subject_id = $1', [answers[1]!.message!.id])).toEqual([{ after: { ticketId: orphan.id, attachmentIds: [], mailboxId: here.mailboxId } }]);
  });

  it('that somebody gives up has failed, and says so', async () => {
    const { id } = await asked();
    await trouble({ code: 451, times: 50 });
    const { message } = await does(agent, 'messageReply', { ticketId: id, text: 'Soon.' });

    await owner.ask('mutation ($id: ID!) { jobDiscard(input: { id: $id }) { refusal { code } } }', { id: await retrying(message!.id) });
    const failed = await last(id, 'FAILED');

    expect(failed).toMatchObject({ delivery: 'FAILED', deliveryReason: 'It was given up by hand.' });
    expect((await ticketOf(agent, id)).status).toBe('OPEN');
  });

  it('that waits while its ticket is merged leaves as it was meant', async () => {
    const there = await deskOf(house, owner);
    const to = address();
    const source = await opened(agent, { subject: 'Drum', requesterAddress: to, mailboxId: desk.mailboxId });
    const target = await opened(agent, { subject: 'Another matter', requesterAddress: address(), mailboxId: there.mailboxId });
    await trouble({ code: 451, times: 1 });

    const { message } = await does(agent, 'messageReply', { ticketId: source.id, text: 'Yours.' });
    await retrying(message!.id); // a try that is under way would only begin anew
    await does(owner, 'ticketMerge', { sourceId: source.id, targetId: target.id });
    const [mail] = await sinkOf(house, to);

    expect(await PostalMime.parse(mail!)).toMatchObject({ from: { address: desk.address }, subject: 'Re: Drum' });
  });

  it('without an address or words, or to a ticket there is not, is refused', async () => {
    const [nobody, some] = [await opened(agent, { mailboxId: desk.mailboxId }), await asked()];

    const answers = [
      await does(agent, 'messageReply', { ticketId: nobody.id, text: 'Hi' }), await does(agent, 'messageReply', { ticketId: some.id, text: '' }), await does(agent, 'messageReply', { ticketId: crypto.randomUUID(), text: 'Hi' }),
    ];

    expect(answers.map(({ refusal }) => refusal)).toEqual([
      { code: 'TICKET_NO_ADDRESS', field: 'ticketId' }, { code: 'INVALID', field: 'text' }, { code: 'NOT_FOUND', field: 'ticketId' },
    ]);
    expect((await ticketOf(agent, some.id)).messages.nodes).toHaveLength(1);
  });
});

describe('a note', () => {
  it('is for members: who may not read notes sees nothing of it, wherever they look', async () => {
    const { id } = await asked();
    const { message } = await does(agent, 'messageNote', { ticketId: id, text: 'He shouts.' });
    const viewer = await organization.as('viewer');
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticket.read'])}` });

    for (const person of [viewer, key]) {
      const seen = await person.ask<{ ticket: { messages: { totalCount: number; nodes: { text: string }[] }; lastMessage: { text: string } }; message: null }>(
        'query ($id: ID!, $note: ID!) { ticket(id: $id) { messages { totalCount nodes { text } } lastMessage { text } } message(id: $note) { text } }', { id, note: message?.id },
      );
      expect(seen).toEqual({ ticket: { messages: { totalCount: 1, nodes: [{ text: 'My order is late.' }] }, lastMessage: { text: 'My order is late.' } }, message: null });
    }
    expect((await ticketOf(agent, id)).messages.nodes.map(({ kind, delivery }) => [kind, delivery])).toEqual([['INBOUND', null], ['NOTE', null]]);
  });
});

describe('an attachment', () => {
  it('is refused for a foreign ticket before any bytes are sent, and as what it is not', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const { id: ticketId } = await asked();
    const start = (person: Person, input: object) => does(person, 'attachmentUploadStart', { ticketId, name: 'a.pdf', size: 10, type: 'application/pdf', ...input });

    const refusals = [await start(stranger, {}), await start(agent, { name: 'run.exe' }), await start(agent, { type: 'text/html' }), await start(agent, { size: 26_214_401 }), await start(agent, { size: 0 })].map(({ refusal }) => refusal);
    const { upload } = await start(agent, { size: 20 });
    const { status } = await sendFile(upload!, new TextEncoder().encode('MZ this is a program'));

    expect(refusals).toEqual([{ code: 'NOT_FOUND', field: 'ticketId' }, { code: 'INVALID', field: 'name' }, { code: 'INVALID', field: 'type' }, { code: 'INVALID', field: 'size' }, { code: 'INVALID', field: 'size' }]);
    expect(status).toBe(415);
  });

  it('goes with one message of its ticket, once its bytes are there, and with nobody else\'s', async () => {
    const [one, other] = [await asked(), await asked()];
    const bytes = text(10);
    const file = await attached(agent, one.id, bytes);
    const pending = (await does(agent, 'attachmentUploadStart', { ticketId: one.id, name: 'b.txt', size: 10, type: 'text/plain' })).attachmentId;
    const note = (person: Person, ticketId: string, attachmentIds: unknown[]) => does(person, 'messageNote', { ticketId, text: 'See.', attachmentIds });

    const before = [await note(agent, other.id, [file]), await note(owner, one.id, [file]), await note(agent, one.id, [file, pending]), await note(agent, one.id, ['x'])];
    const used = await note(agent, one.id, [file]);
    const again = await note(agent, one.id, [file]);

    expect([...before, again].map(({ refusal }) => refusal)).toEqual([
      { code: 'NOT_FOUND', field: 'attachmentIds.0' }, { code: 'NOT_FOUND', field: 'attachmentIds.0' }, { code: 'ATTACHMENT_NOT_STORED', field: 'attachmentIds.1' }, { code: 'NOT_FOUND', field: 'attachmentIds.0' }, { code: 'CONFLICT', field: 'attachmentIds.0' },
    ]);
    expect(used.message?.attachments).toMatchObject([{ name: 'sheet.txt', size: 10 }]);
    expect((await ticketOf(agent, one.id)).messages.nodes).toHaveLength(2);
  });

  it('of a mail is fetched by its link, and runs nothing', async () => {
    const here = await deskOf(house, owner);
    const parts = ['--b', 'Content-Type: text/plain', '', 'See.', '--b', 'Content-Type: text/html; name=page.html', 'Content-Disposition: attachment; filename=page.html', '', '<script>1</script>', '--b', 'Content-Type: image/png', 'Content-ID: <logo@x>', 'Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo=', '--b--'];
    await here.write({ raw: [`From: Ada <${address()}>`, `Message-ID: <${crypto.randomUUID()}@customer.test>`, 'Content-Type: multipart/mixed; boundary=b', '', ...parts].join('\r\n') });
    const [ticket] = await until(() => ticketsOf(agent, { mailboxId: here.mailboxId }), found => found.length === 1);
    const [page, logo] = ticket!.messages.nodes[0]!.attachments;

    const [saved, forged] = [await fetch(page!.url), await fetch(page!.url.replace(/\.0\./, '.1.'))];

    expect([page, logo]).toMatchObject([{ name: 'page.html', type: 'text/html', contentId: null }, { type: 'image/png', contentId: 'logo@x' }]);
    expect((await saved.text()).trim()).toBe('<script>1</script>');
    expect(Object.fromEntries(saved.headers)).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringMatching(/^attachment; filename="page.html"/), 'x-content-type-options': 'nosniff', 'content-security-policy': `default-src 'none'; sandbox` });
    expect(forged.status).toBe(404);
  });
});

it('stands in the customer\'s timeline, what came and what went', async () => {
  const from = address();
  const here = await deskOf(house, owner);
  await here.write({ from });
  const [ticket] = await until(() => ticketsOf(agent, { mailboxId: here.mailboxId }), ([first]) => first?.customer != null);
  await does(agent, 'messageReply', { ticketId: ticket!.id, text: 'Here.' });
  await last(ticket!.id, 'SENT');
  const timeline = () => agent.ask<{ customer: { interactions: { nodes: { channel: string; direction: string; message: { text: string } }[] } } }>(
    'query ($id: ID!) { customer(id: $id) { interactions { nodes { channel direction message { text } } } } }', { id: ticket!.customer?.id },
  );

  const { customer } = await until(timeline, ({ customer: { interactions } }) => interactions.nodes.length === 2);

  expect(customer.interactions.nodes).toEqual([{ channel: 'MAIL', direction: 'OUTBOUND', message: { text: 'Here.' } }, { channel: 'MAIL', direction: 'INBOUND', message: { text: 'Where is it?' } }]);
});
