import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { deskOf, does, ticketOf, ticketsOf, until, type Asked, type Desk } from './desk.js';

let house: TestHouse;
let organization: Organization;
let owner: Person;
let agent: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Threads');
  [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
});

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
    const answer = async (text: string): Promise<void> => { await here.write({ headers: [`In-Reply-To: ${messageId}`], text }); };

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

  it.each([
    ['answers to it', (id: string) => [`In-Reply-To: ${id}`]],
    ['names it as the first of their thread', (id: string) => [`References: ${id} <lost@customer.test>`, 'In-Reply-To: <lost@customer.test>']],
  ])('that is read after one that %s goes into the ticket of that one', async (_, headersOf) => {
    const early = `<${crypto.randomUUID()}@customer.test>`;
    const { ticket, here } = await one({ headers: headersOf(early), text: 'Any news?' });
    const elsewhere = await deskOf(house, owner);
    const raw = `From: Ada <ada@customer.test>\r\nMessage-ID: ${early}\r\nSubject: Late order\r\n\r\nWhere is it?\r\n`;

    for (const desk of [here, elsewhere]) await desk.write({ raw });
    const { messages } = await after(ticket.id, 2);
    const [other] = await at(elsewhere, 1);

    expect(messages.nodes.map(({ text }) => text)).toEqual(['Any news?', 'Where is it?']);
    expect(await ticketsOf(agent, { mailboxId: here.mailboxId })).toHaveLength(1);
    expect(other?.id).not.toBe(ticket.id);
  });
});
