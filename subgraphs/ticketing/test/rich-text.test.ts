import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type Person, type TestHouse } from '@deskgraph/testing';
import PostalMime from 'postal-mime';
import { attached, deskOf, does, opened, sinkOf, ticketOf, until, type Asked, type Desk } from './desk.js';

let house: TestHouse;
let agent: Person;
let desk: Desk;
beforeAll(async () => {
  house = await openHouse();
  const organization = await house.organization('Rich');
  agent = await organization.as('agent');
  desk = await deskOf(house, await organization.as('owner'));
});

const address = (): string => `${crypto.randomUUID()}@customer.test`;
const asked = (requesterAddress = address()): Promise<Asked> => opened(agent, { requesterAddress, requesterName: 'Ada', mailboxId: desk.mailboxId });
const sent = (id: string) => until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.at(-1)?.delivery === 'SENT');
const shownOf = async (id: string) => (await agent.ask<{ message: { text: string; html: string | null; hasHtml: boolean; rawUrl: string | null } }>('query ($id: ID!) { message(id: $id) { text html hasHtml rawUrl } }', { id })).message;

describe('a reply in HTML', () => {
  it('is made harmless, and sent as text and HTML with its file to the byte, in its thread', async () => {
    const to = address();
    const { id: ticketId } = await asked(to);
    const sheet = crypto.getRandomValues(new Uint8Array(2000)).map(byte => 97 + (byte % 26));
    await does(agent, 'messageReply', { ticketId, text: 'First.' });
    await sent(ticketId);

    const { message } = await does(agent, 'messageReply', { ticketId, html: '<p>Hello <strong>Ada</strong><script>x()</script></p><ol><li>Säure</li></ol>', attachmentIds: [await attached(agent, ticketId, sheet)] });
    const [first] = (await sent(ticketId)).messages.nodes.filter(({ kind }) => kind === 'REPLY');
    const mail = await PostalMime.parse((await sinkOf(house, to, 2))[1]!);

    expect(await shownOf(message!.id)).toEqual({ text: 'Hello Ada\n\n 1. Säure', html: '<p>Hello <strong>Ada</strong></p><ol><li>Säure</li></ol>', hasHtml: true, rawUrl: null });
    expect(mail).toMatchObject({ messageId: message?.messageId, inReplyTo: first?.messageId });
    expect([mail.text?.trimEnd(), mail.html?.trimEnd()]).toEqual(['Hello Ada\n\n 1. Säure', '<p>Hello <strong>Ada</strong></p><ol><li>Säure</li></ol>']);
    expect(mail.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer).equals(sheet))).toEqual([true]);
  });

  it('is refused when nothing is left of it, it is too long, or said twice; and nothing is sent', async () => {
    const to = address();
    const { id: ticketId } = await asked(to);
    const reply = (input: object) => does(agent, 'messageReply', { ticketId, ...input });

    const answers = [
      await reply({ html: '<script>x()</script><p> </p>' }), await reply({ html: `<p>${'x'.repeat(100_000)}</p>` }), await reply({ html: '<a href="//x">x</a>'.repeat(4500) }), await reply({ html: '<p>a</p>', text: 'a' }), await reply({}),
    ];

    expect(answers.map(({ refusal }) => [refusal?.code, refusal?.field])).toEqual([['INVALID', 'html'], ['INVALID', 'html'], ['INVALID', 'html'], ['INVALID', 'text'], ['INVALID', 'text']]);
    expect((await ticketOf(agent, ticketId)).messages.nodes).toHaveLength(1);
  });
});

it('a note in HTML is kept as harmless', async () => {
  const { message } = await does(agent, 'messageNote', { ticketId: (await asked()).id, html: '<p onclick="x()">He <em>shouts</em>.</p>' });

  expect(await shownOf(message!.id)).toMatchObject({ text: 'He shouts.', html: '<p>He <em>shouts</em>.</p>', hasHtml: true });
});

it('the mail a message came as is fetched to the byte by its link', async () => {
  const messageId = await desk.write({ text: 'To the byte.' });
  const [ticket] = await until(async () => (await agent.ask<{ tickets: { nodes: { id: string; lastMessage: { id: string; messageId: string } }[] } }>('query ($m: ID!) { tickets(filter: { mailboxId: $m }) { nodes { id lastMessage { id messageId } } } }', { m: desk.mailboxId })).tickets.nodes.filter(({ lastMessage }) => lastMessage.messageId === messageId), found => found.length === 1);

  const { rawUrl } = await shownOf(ticket!.lastMessage.id);

  expect(await (await fetch(rawUrl!)).text()).toContain(`Message-ID: ${messageId}\r\n\r\nTo the byte.\r\n`);
});
