import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization, type TestHouse } from '@deskgraph/testing';
import { newId, publish, transactAs, withdraw, type TextDocument } from './index.js';

let house: TestHouse;
let ground: Ground;
let organization: Organization;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization();
  ground = await openGround([], 'ticketing');
});
afterAll(() => ground.close());

const aDocument = (changes: Partial<TextDocument> = {}): TextDocument => ({ kind: 'TICKET', subjectId: newId(), title: 'Leaking drum', text: 'The drum leaks.', state: 'SETTLED', ...changes });
const published = (document: TextDocument, where = organization) => transactAs(ground.context(where.id), where.id, 'test', tx => publish(tx, document));
const withdrawn = (document: TextDocument, where = organization) => transactAs(ground.context(where.id), where.id, 'test', tx => withdraw(tx, document));
const rows = ({ subjectId }: TextDocument) => house.sql<{ title: string; text: string; state: string; version: string }>('select title, text, state, version from platform.document where subject_id = $1', [subjectId]);
const eventsOf = async ({ subjectId }: TextDocument) => (await house.sql<{ topic: string }>('select topic from platform.event where subject_id = $1 order by id', [subjectId])).map(({ topic }) => topic);

describe('a document', () => {
  it('is told when it changes, and only then', async () => {
    const document = aDocument();

    await published(document);
    await published(document);
    const [first] = await rows(document);
    await published({ ...document, state: 'OPEN' });
    const [second] = await rows(document);

    expect(await eventsOf(document)).toEqual(['document.published', 'document.published']);
    expect([first?.state, second?.state]).toEqual(['SETTLED', 'OPEN']);
    expect(Number(second?.version)).toBeGreaterThan(Number(first?.version));
  });

  it('is gone once it is withdrawn, and never has an old version again', async () => {
    const document = aDocument();
    await published(document);
    const [before] = await rows(document);

    await withdrawn(document);
    await withdrawn(document);
    const between = await rows(document);
    await published(document);

    expect(between).toEqual([]);
    expect(await eventsOf(document)).toEqual(['document.published', 'document.withdrawn', 'document.published']);
    expect(Number((await rows(document))[0]?.version)).toBeGreaterThan(Number(before?.version));
  });

  it('is one, and told once, however many publish it at once', async () => {
    const document = aDocument();

    await Promise.all(Array.from({ length: 10 }, () => published(document)));

    expect(await rows(document)).toHaveLength(1);
    expect(await eventsOf(document)).toEqual(['document.published']);
  });

  it('keeps the beginning of what is too long, and nothing that cannot be stored', async () => {
    const document = aDocument({ title: `${'t'.repeat(499)}🧪`, text: `a\0b${'x'.repeat(30_000)}` });

    await published(document);

    const [kept] = await rows(document);
    expect(kept?.title).toBe(`${'t'.repeat(499)}\ufffd`);
    expect(kept?.text).toBe(`a b${'x'.repeat(19_997)}`);
  });

  it('of another organization is neither changed nor withdrawn', async () => {
    const stranger = await house.organization();
    const document = aDocument();
    await published(document);

    await published({ ...document, text: 'Theirs.' }, stranger);
    await withdrawn(document, stranger);

    expect((await rows(document)).map(({ text }) => text)).toEqual(['The drum leaks.']);
  });
});
