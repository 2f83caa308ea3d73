import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { deskOf, does, ticketOf, ticketsOf, until, type Asked, type Desk } from './desk.js';
import { arrived } from './post.js';

let house: TestHouse;
let organization: Organization;
let owner: Person;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Threads');
  [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
});

const ada = 'Ada <ada@customer.test>';
const at = async ({ mailboxId }: Desk, count: number): Promise<Asked[]> => until(() => ticketsOf(agent, { mailboxId }), found => found.length >= count);
const one = async (letter?: Parameters<Desk['write']>[0]): Promise<{ ticket: Asked; messageId: string; here: Desk }> => {
  const here = await deskOf(house, owner);
  const messageId = await here.write(letter);
  const [ticket] = await at(here, 1);
  return { ticket: ticket as Asked, messageId, here };
};
const after = (id: string, messages: number) => until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.length >= messages);

describe('a mail', () => {
  it('that answers to a closed ticket once more goes into the one that was begun for it, wherever that goes on, while it is not closed', async () => {
    const { ticket, messageId, here } = await one();
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'CLOSED' });
    const answer = async (text: string): Promise<void> => { await here.write({ from: ada, headers: [`In-Reply-To: ${messageId}`], text }); };

    await answer('One.');
    const [, second] = await at(here, 2);
    await answer('Two.');
    const together = await after(second!.id, 2);
    const { ticket: other } = await one();
    await does(owner, 'ticketMerge', { sourceId: second!.id, targetId: other.id });
    await answer('Three.');
    const merged = await after(other.id, 4);
    await does(agent, 'ticketChangeStatus', { id: other.id, status: 'CLOSED' });
    await answer('Four.');
    const [, third] = await at(here, 2);

    expect(together.messages.nodes.map(({ text }) => text)).toEqual(['One.', 'Two.']);
    expect(merged.messages.nodes.at(-1)?.text).toBe('Three.');
    expect(third).toMatchObject({ previous: { id: ticket.id }, messages: { nodes: [{ text: 'Four.' }] } });
  });

  it('that answers to a closed ticket never goes into one that somebody else began after it', async () => {
    const { ticket, messageId, here } = await one();
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'CLOSED' });
    const answer = (from: string, text: string) => here.write({ from, headers: [`In-Reply-To: ${messageId}`], text });

    await answer('Bob <bob@customer.test>', 'I heard of it.');
    await at(here, 2);
    await answer(ada, 'In private.');
    const found = await at(here, 3);

    expect(found.map(({ messages: { nodes } }) => nodes.map(({ text }) => text)).sort()).toContainEqual(['In private.']);
    expect(found).toHaveLength(3);
  });

  it.each([
    ['answers to it', (id: string) => [`In-Reply-To: ${id}`]],
    ['names it as the first of their thread', (id: string) => [`References: ${id} <lost@customer.test>`, 'In-Reply-To: <lost@customer.test>']],
  ])('that is read after one that %s goes into the ticket of that one', async (_, headersOf) => {
    const early = `<${crypto.randomUUID()}@customer.test>`;
    const { ticket, here } = await one({ from: ada, headers: headersOf(early), text: 'Any news?' });
    const elsewhere = await deskOf(house, owner);
    const raw = `From: ${ada}\r\nMessage-ID: ${early}\r\nSubject: Late order\r\n\r\nWhere is it?\r\n`;

    for (const desk of [here, elsewhere]) await desk.write({ raw });
    const { messages } = await after(ticket.id, 2);
    const [other] = await at(elsewhere, 1);

    expect(messages.nodes.map(({ text }) => text)).toEqual(['Any news?', 'Where is it?']);
    expect(await ticketsOf(agent, { mailboxId: here.mailboxId })).toHaveLength(1);
    expect(other?.id).not.toBe(ticket.id);
  });
});

it('a ticket of a mail is as old as the mail, however late that was read', async () => {
  const { ticket, here } = await one();
  const { ticket: { createdAt, history } } = await agent.ask<{ ticket: { createdAt: string; history: { nodes: { at: string }[] } } }>('query ($id: ID!) { ticket(id: $id) { createdAt history { nodes { at } } } }', { id: ticket.id });
  const [mail] = await house.sql<{ at: Date }>('select received_at as at from ticketing.inbound_mail where mailbox_id = $1', [here.mailboxId]);

  expect([createdAt, history.nodes[0]?.at]).toEqual([mail?.at.toISOString(), mail?.at.toISOString()]);
});

describe('an automaton', () => {
  it('that answers to a closed ticket is heard there, and begins nothing', async () => {
    const { ticket, messageId, here } = await one();
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'CLOSED' });

    await here.write({ headers: [`In-Reply-To: ${messageId}`, 'Auto-Submitted: auto-replied'], text: 'I am away.' });
    const now = await after(ticket.id, 2);

    expect(now).toMatchObject({ status: 'CLOSED', messages: { nodes: [{}, { text: 'I am away.', isAutomatic: true }] } });
    expect(await ticketsOf(agent, { mailboxId: here.mailboxId })).toHaveLength(1);
  });

  it.each(['disposition-notification', 'feedback-report'])('that sends a %s about nothing of ours makes no ticket and no customer', async type => {
    const here = await deskOf(house, owner);
    const value = `${crypto.randomUUID()}@customer.test`;

    await here.write({ from: value, headers: [`Content-Type: multipart/report; report-type=${type}; boundary=b`], text: '--b\n\nIt was displayed.\n--b--' });
    const [mail] = await arrived(owner, here.mailboxId);
    await house.settled(organization);
    await consumed(house, 'ticketing.mails', 'mail.parsed', [organization]);

    expect(mail).toMatchObject({ kind: 'AUTOMATIC', signals: ['report'] });
    expect(await ticketsOf(agent, { mailboxId: here.mailboxId })).toEqual([]);
    expect(await house.sql('select from platform.party where value = $1', [value])).toEqual([]);
  });
});

describe('a mail of our own', () => {
  it('that is a reply of ours come back is no message', async () => {
    const { ticket, here } = await one();
    const { message } = await does(agent, 'messageReply', { ticketId: ticket.id, text: 'Tomorrow.' });

    await here.write({ raw: `From: Support <${here.address}>\r\nMessage-ID: ${message?.messageId ?? ''}\r\n\r\nTomorrow.\r\n` });
    const [, mail] = await arrived(owner, here.mailboxId);
    await house.settled(organization);
    await consumed(house, 'ticketing.mails', 'mail.parsed', [organization]);

    expect(mail).toMatchObject({ kind: 'OWN', signals: ['own-message-id'] });
    expect((await ticketsOf(agent, { mailboxId: here.mailboxId })).map(({ messages }) => messages.nodes.length)).toEqual([2]);
  });

  it('that a member wrote elsewhere is heard and moves nothing, and nobody is answered at our own address', async () => {
    const { ticket, messageId, here } = await one();
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'PENDING' });

    await here.write({ from: `Support <${here.address.toUpperCase()}>`, headers: [`In-Reply-To: ${messageId}`, `Reply-To: ${here.address}`], text: 'Tomorrow.' });
    await here.write({ from: `Support <${here.address}>`, subject: 'To another' });
    const answered = await after(ticket.id, 2);
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'CLOSED' });
    await here.write({ from: here.address, headers: [`In-Reply-To: ${messageId}`], text: 'Sorry.' });
    const closed = await after(ticket.id, 3);
    const [, other] = await at(here, 2);

    expect(answered).toMatchObject({ status: 'PENDING', messages: { nodes: [{}, { text: 'Tomorrow.', isAutomatic: false }] } });
    expect(closed).toMatchObject({ status: 'CLOSED', messages: { nodes: [{}, {}, { text: 'Sorry.' }] } });
    expect(other).toMatchObject({ subject: 'To another', requesterAddress: null, customer: null });
  });
});

describe('a mail through a group that is a mailbox of ours', () => {
  it.each<[string, (ours: string, person: string) => string, (person: string) => string[]]>([
    ['as it came', (_, person) => person, () => []],
    ['in the place of its writer, with their name and address', ours => `"'Ada' via Support" <${ours}>`, person => [`X-Original-From: =?utf-8?Q?Ada?= <${person}>`, `X-Original-Sender: somebody@else.test`]],
    ['in the place of its writer, with their address', ours => `"'Ada' via Support" <${ours}>`, person => [`X-Original-Sender: ${person}`]],
  ])('is of who wrote it: %s', async (_, fromOf, headersOf) => {
    const here = await deskOf(house, owner);
    const person = `${crypto.randomUUID()}@customer.test`;
    const letter = { from: fromOf(here.address, person), headers: [`List-ID: Support <${here.address.replace('@', '.')}>`, `List-Post: <mailto:${here.address}>`, 'Precedence: list', ...headersOf(person)] };

    const messageId = await here.write(letter);
    const [ticket] = await at(here, 1);
    await does(agent, 'ticketChangeStatus', { id: ticket!.id, status: 'PENDING' });
    await here.write({ ...letter, headers: [...letter.headers, `In-Reply-To: ${messageId}`] });
    const now = await after(ticket!.id, 2);

    expect(now).toMatchObject({ status: 'OPEN', tags: [], requesterAddress: person, messages: { nodes: [{ isAutomatic: false }, { isAutomatic: false }] } });
    expect((await arrived(owner, here.mailboxId)).map(({ kind, from, signals }) => [kind, from?.address, signals])).toEqual(Array(2).fill(['HUMAN', person, ['precedence', 'list']]));
  });

  it('is an automaton\'s where that says so itself', async () => {
    const here = await deskOf(house, owner);

    await here.write({ headers: [`List-ID: <${here.address.replace('@', '.')}>`, 'Precedence: list', 'Auto-Submitted: auto-replied'] });

    expect((await at(here, 1))[0]).toMatchObject({ tags: ['automatic'] });
  });
});
