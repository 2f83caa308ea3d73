import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, openGround, openHouse, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { newId, publish, transactAs, withdraw, type TextDocument } from '@deskgraph/kit';
import { SourceKind } from '../passage/passage.entity.js';
import { renew } from '../passage/passage.service.js';
import { reindex } from './document.service.js';

let house: TestHouse;
let [ticketing, room]: Ground[] = [];
let [organization, other]: Organization[] = [];
let agent: Person;

beforeAll(async () => {
  house = await openHouse();
  [organization, other] = await Promise.all([house.organization('Documents'), house.organization('DocumentsElsewhere')]);
  [ticketing, room, agent] = await Promise.all([openGround([], 'ticketing'), openGround([], 'knowledge'), organization.as('agent')]);
});
afterAll(() => Promise.all([ticketing?.close(), room?.close()]));

const told = async (document: Partial<TextDocument> & { subjectId: string }, where = organization!): Promise<void> => {
  await transactAs(ticketing!.context(where.id), where.id, 'test', tx => publish(tx, { kind: 'TICKET', title: 'A title', text: 'A text.', state: 'SETTLED', ...document }));
  await indexed();
};
const indexed = (): Promise<void> => consumed(house, 'knowledge.documents', 'document.%', [organization!, other!]);
const renewed = (): Promise<void> => {
  const { id: organizationId } = organization!;
  const ctx = { ...room!.context(organizationId), ports: {}, progress: () => Promise.resolve(), signal: AbortSignal.timeout(5000) };
  return renew(ctx, { organizationId, subjectId: organizationId, jobId: newId(), requestId: 'test', run: 1 }, SourceKind.TICKET, reindex);
};
const query = 'query ($text: String!, $filter: KnowledgeSearchFilter) { knowledgeSearch(text: $text, filter: $filter) { totalCount nodes { kind title article { id } ticket { id } } corrections { read } } }';
interface Answered { totalCount: number; nodes: { kind: string; title: string; article: unknown; ticket: { id: string } | null }[]; corrections: unknown[] }
const search = async (text: string, filter: object = {}, person = agent): Promise<Answered> => (await person.ask<{ knowledgeSearch: Answered }>(query, { text, filter })).knowledgeSearch;
const passagesOf = (id: string) => house.sql<{ id: string; acl: string[] }>('select id, acl from knowledge.passage where source_id = $1 order by position', [id]);

describe('a settled ticket', () => {
  it('is found by its text, as a ticket', async () => {
    const subjectId = newId();
    await told({ subjectId, title: 'Quokka barrels', text: 'The quokka barrels arrived empty.' });

    expect(await search('empty quokka barrel')).toEqual({ totalCount: 1, nodes: [{ kind: 'TICKET', title: 'Quokka barrels', article: null, ticket: { id: subjectId } }], corrections: [] });
    expect((await search('quokka', { kind: 'TICKET' })).totalCount).toBe(1);
    expect((await search('quokka', { kind: 'ARTICLE' })).totalCount).toBe(0);
    expect((await search('quokka', { visibility: 'PUBLIC' })).totalCount).toBe(0);
  });

  it('is found no more with the commit that opens it again, and its passages are deleted', async () => {
    const subjectId = newId();
    await told({ subjectId, text: 'Potoroo.' });
    const before = (await search('potoroo')).totalCount;
    const id = organization!.id;

    await transactAs(ticketing!.context(id), id, 'test', tx => publish(tx, { kind: 'TICKET', subjectId, title: 'A title', text: 'Potoroo.', state: 'OPEN' }));
    const atOnce = (await search('potoroo')).totalCount;
    await indexed();

    expect([before, atOnce, await passagesOf(subjectId)]).toEqual([1, 0, []]);
    expect(await house.sql(`select from knowledge.term where organization_id = $1 and term = 'potoroo'`, [id])).toEqual([]);
    await told({ subjectId, text: 'Potoroo.' });
    expect((await search('potoroo')).totalCount).toBe(1);
  });

  it('is found no more once it is withdrawn, and by its new text when it is published again', async () => {
    const subjectId = newId();
    await told({ subjectId, text: 'Bettong.' });
    const id = organization!.id;

    await transactAs(ticketing!.context(id), id, 'test', tx => withdraw(tx, { kind: 'TICKET', subjectId }));
    await transactAs(ticketing!.context(id), id, 'test', tx => publish(tx, { kind: 'TICKET', subjectId, title: 'A title', text: 'Dunnart.', state: 'SETTLED' }));
    await indexed();

    expect([(await search('bettong')).totalCount, (await search('dunnart')).totalCount]).toEqual([0, 1]);
    await transactAs(ticketing!.context(id), id, 'test', tx => withdraw(tx, { kind: 'TICKET', subjectId }));
    await indexed();
    expect([(await search('dunnart')).totalCount, await passagesOf(subjectId)]).toEqual([0, []]);
  });

  it('is indexed once, however often that is told', async () => {
    const subjectId = newId();
    await told({ subjectId, text: 'Pademelon.' });
    const before = await passagesOf(subjectId);
    await house.sql(`insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) select organization_id, topic, subject_id, related_ids, actor_id, request_id, at from platform.event where subject_id = $1 and topic = 'document.published'`, [subjectId]);
    await house.sql(`select pg_notify('fresh', '')`);
    await indexed();

    expect(before).toHaveLength(1);
    expect(await passagesOf(subjectId)).toEqual(before);
  });

  it('is indexed anew when the rules of the analyzer changed', async () => {
    const subjectId = newId();
    await told({ subjectId, text: 'Numbat.' });
    const [before] = await passagesOf(subjectId);
    await house.sql('update knowledge.source set analyzer_version = 0 where id = $1', [subjectId]);

    await renewed();

    const [after] = await passagesOf(subjectId);
    expect(after?.id).not.toBe(before?.id);
    expect((await search('numbat')).totalCount).toBe(1);
  });

  it('whose news was lost is found as it is after the next night', async () => {
    const [changed, missing, opened] = [newId(), newId(), newId()];
    for (const [subjectId, text] of [[changed, 'Quoll.'], [opened, 'Bandicoot.']] as const) await told({ subjectId, text });
    const { id } = organization!;
    await house.sql(`update platform.document set text = 'Betong.', version = default where subject_id = $1`, [changed]);
    await house.sql(`update platform.document set state = 'OPEN' where subject_id = $1`, [opened]);
    await house.sql(`insert into platform.document (organization_id, kind, subject_id, title, text, state, at) values ($1, 'TICKET', $2, 'Lost', 'Kowari.', 'SETTLED', now())`, [id, missing]);

    await renewed();
    const once = await passagesOf(missing);
    await renewed();

    expect([(await search('quoll')).totalCount, (await search('betong')).totalCount, (await search('kowari')).totalCount, await passagesOf(opened)]).toEqual([0, 1, 1, []]);
    expect(await passagesOf(missing)).toEqual(once);
  });

  it('of many words is found by each part', async () => {
    const subjectId = newId();
    const filler = Array.from({ length: 400 }, (_, n) => `Sentence ${String(n)} says little.`).join(' ');
    await told({ subjectId, text: `Cuscus first. ${filler} Bilby last.` });

    expect([(await search('cuscus')).totalCount, (await search('bilby')).totalCount]).toEqual([1, 1]);
  });

  it('without a word is found by nobody, and nobody minds', async () => {
    const subjectId = newId();
    await told({ subjectId, title: '', text: '' });

    expect(await passagesOf(subjectId)).toEqual([]);
  });
});

describe('a viewer', () => {
  it('without ticket.read finds no ticket, counts and corrects by none', async () => {
    await told({ subjectId: newId(), text: 'Antechinus.' });
    const partner = house.stranger({ authorization: `Bearer ${await organization!.apiKey(['article.read'])}` });

    for (const text of ['antechinus', 'antechinis']) {
      expect((await search(text)).totalCount).toBe(1);
      expect(await search(text, {}, partner)).toEqual({ totalCount: 0, nodes: [], corrections: [] });
    }
  });

  it('of another organization finds no ticket of this one', async () => {
    const [subjectId, theirs] = [newId(), newId()];
    await told({ subjectId, text: 'Woylie.' });
    await told({ subjectId: theirs, text: 'Woylie.' }, other);

    expect((await search('woylie')).nodes.map(({ ticket }) => ticket?.id)).toEqual([subjectId]);
    expect((await search('woylie', {}, await other!.as('agent'))).nodes.map(({ ticket }) => ticket?.id)).toEqual([theirs]);
  });
});
