import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { deskOf, does, opened, type Desk } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let owner: Person;
let desk: Desk;

beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Texts');
  owner = await organization.as('owner');
  desk = await deskOf(house, owner);
});

/** The tickets found by a text, once all that was told is indexed. */
async function found(text: string): Promise<string[]> {
  for (const topics of ['ticket.%', 'message.%']) await consumed(house, 'ticketing.texts', topics, [organization]);
  await consumed(house, 'knowledge.documents', 'document.%', [organization]);
  const { knowledgeSearch } = await owner.ask<{ knowledgeSearch: { nodes: { ticket: { id: string } }[] } }>('query ($text: String!) { knowledgeSearch(text: $text, filter: { kind: TICKET }) { nodes { ticket { id } } } }', { text });
  return knowledgeSearch.nodes.map(({ ticket }) => ticket.id);
}
const textOf = async (id: string) => (await house.sql<{ title: string; text: string; state: string; version: string }>('select title, text, state, version from platform.document where subject_id = $1', [id]))[0];
const turn = (id: string, status: string) => does(owner, 'ticketChangeStatus', { id, status });

describe('a ticket', () => {
  it('is found by its subject, what was asked and what was answered once it is resolved, and never by a note', async () => {
    const { id } = await opened(owner, { subject: 'Kinkajou', text: 'Tamandua?', requesterAddress: 'ada@customer.test', mailboxId: desk.mailboxId });
    await does(owner, 'messageNote', { ticketId: id, text: 'Ocelot: the customer is difficult.' });
    const open = await Promise.all(['kinkajou', 'tamandua'].map(found));

    await does(owner, 'messageReply', { ticketId: id, text: 'Coati.', status: 'RESOLVED' });

    expect(open).toEqual([[], []]);
    expect([await found('kinkajou'), await found('tamandua'), await found('coati'), await found('ocelot')]).toEqual([[id], [id], [id], []]);
    expect(await textOf(id)).toMatchObject({ title: 'Kinkajou', text: 'Tamandua?\n\nCoati.', state: 'SETTLED' });
  });

  it('is found no more while it is open again, and by its new subject after', async () => {
    const { id } = await opened(owner, { subject: 'Paca', text: 'Text.' });
    await turn(id, 'RESOLVED');
    const first = await found('paca');

    await turn(id, 'OPEN');
    const second = await found('paca');
    await does(owner, 'ticketRename', { id, subject: 'Agouti' });
    await turn(id, 'CLOSED');

    expect([first, second, await found('paca'), await found('agouti')]).toEqual([[id], [], [], [id]]);
  });

  it('that is merged is found in the one it goes on in, and by itself again when that is taken back', async () => {
    const [source, target] = [await opened(owner, { subject: 'Margay', text: 'Kodkod.' }), await opened(owner, { subject: 'Target', text: 'Text.' })];
    for (const { id } of [source, target]) await turn(id, 'RESOLVED');

    await does(owner, 'ticketMerge', { sourceId: source.id, targetId: target.id });
    const merged = [await found('margay'), await found('kodkod'), await textOf(source.id)];
    await does(owner, 'ticketUnmerge', { id: source.id });
    await turn(source.id, 'RESOLVED');

    expect(merged).toEqual([[], [target.id], undefined]);
    expect([await found('margay'), await found('kodkod')]).toEqual([[source.id], [source.id]]);
    expect((await textOf(target.id))?.text).toBe('Text.');
  });

  it('of many messages is found by the first and the last of them', async () => {
    const { id } = await opened(owner, { subject: 'Long', text: `Jaguarundi. ${'a'.repeat(50_000)}`, requesterAddress: 'ada@customer.test', mailboxId: desk.mailboxId });
    for (let n = 0; n < 14; n++) await does(owner, 'messageReply', { ticketId: id, text: `${n === 13 ? 'Oncilla' : n === 6 ? 'Puma' : 'Again'}. ${'b'.repeat(5000)}`, status: 'PENDING' });
    await turn(id, 'RESOLVED');

    expect([await found('jaguarundi'), await found('oncilla'), await found('puma')]).toEqual([[id], [id], []]);
    expect((await textOf(id))?.text.length).toBeLessThanOrEqual(20_000);
  });

  it('whose assignee changes says nothing new', async () => {
    const { id } = await opened(owner, { subject: 'Bush dog', text: 'Text.' });
    await found('anything');
    const before = await textOf(id);

    await does(owner, 'ticketAssign', { id, assigneeId: owner.memberId });
    await does(owner, 'ticketTag', { id, add: ['dog'], remove: [] });
    await found('anything');

    expect(await textOf(id)).toEqual(before);
    expect(await house.sql(`select topic from platform.event where subject_id = $1 and topic like 'document.%'`, [id])).toEqual([{ topic: 'document.published' }]);
  });
});
