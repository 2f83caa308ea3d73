import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, published, type Ground, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { newId, publish, transactAs, type TextDocument } from '@deskgraph/kit';

let house: TestHouse;
let ground: Ground;
let [organization, other]: Organization[] = [];
let [owner, agent]: Person[] = [];

const drum = { title: 'Leaking drum', text: 'One drum of acetone was leaking when the lorry came. What do we do with the leaking drum?' };
const settledOnes = [
  { title: 'Drum leaks', text: 'A drum of acetone leaks at its seam. We sent a salvage drum and took the leaking drum back.' },
  { title: 'Lorry late', text: 'The lorry came two hours late. We said sorry.' },
  { title: 'Invoice wrong', text: 'The invoice names the wrong company. Corrected.' },
  { title: 'Drum with a dent', text: 'The drum had a dent, nothing was leaking. A photo was enough.' },
];
let ids: string[];
let openId: string;

beforeAll(async () => {
  house = await openHouse();
  [organization, other] = await Promise.all([house.organization('Similar'), house.organization('SimilarElsewhere')]);
  [owner, agent] = await Promise.all([organization.as('owner'), organization.as('agent')]);
  ground = await openGround([], 'ticketing');
  ids = settledOnes.map(() => newId());
  openId = newId();
  for (const [index, one] of settledOnes.entries()) await told({ subjectId: ids[index]!, ...one });
  await told({ subjectId: openId, ...drum, state: 'OPEN' });
  for (const article of [
    { title: 'Leaking drums', body: 'A drum that leaks is put into a salvage drum. Wear gloves.', visibility: 'PUBLIC' },
    { title: 'Acetone', body: 'Acetone burns easily.', visibility: 'INTERNAL' },
    { title: 'What a leaking drum costs us', body: 'A leaking drum costs 200 euros.', visibility: 'RESTRICTED' },
    { title: 'Holidays', body: 'We are closed on holidays.', visibility: 'PUBLIC' },
  ]) await published(owner, article);
  await indexed();
});
afterAll(() => ground.close());

const told = (document: Partial<TextDocument> & { subjectId: string }, where = organization!): Promise<void> =>
  transactAs(ground.context(where.id), where.id, 'test', tx => publish(tx, { kind: 'TICKET', title: 'A title', text: 'A text.', state: 'SETTLED', ...document }));
const indexed = async (): Promise<void> => {
  const behind = () => house.sql(`select from platform.event where topic like 'document.%' and organization_id = any($1) and (position is null or position > (select position from platform.consumer where name = 'knowledge.documents')) limit 1`, [[organization!.id, other!.id]]);
  for (const end = Date.now() + 5000; (await behind()).length > 0; await new Promise(done => setTimeout(done, 20))) if (Date.now() > end) throw new Error('Not indexed.');
};
interface Alike {
  similarTickets: { ticket: { id: string }; score: number; title: string; snippet: string }[] | null;
  suggestedArticles: { article: { title: string }; score: number; title: string; snippet: string }[] | null;
}
const fields = 'similarTickets(first: $first) { ticket { id } score title snippet } suggestedArticles(first: $first) { article { title } score title snippet }';
const query = `query ($id: ID!, $first: Int! = 5) { ticket(id: $id) { ${fields} } }`;
const alike = async (id: string, { person = agent!, first = 5 } = {}): Promise<Alike> => (await person.ask<{ ticket: Alike }>(query, { id, first })).ticket;
const titles = (found: readonly { title: string }[] | null) => found?.map(({ title }) => title);

describe('a ticket', () => {
  it('is like settled ones of the same matter, the likest first', async () => {
    const { similarTickets } = await alike(openId);

    expect(titles(similarTickets)).toEqual(['Drum leaks', 'Drum with a dent', 'Lorry late']);
    expect(similarTickets?.[0]).toMatchObject({ ticket: { id: ids[0] }, snippet: settledOnes[0]!.text });
    expect(similarTickets?.map(({ score }) => score)).toEqual(similarTickets?.map(({ score }) => score).toSorted((a, b) => b - a));
    expect(titles((await alike(openId, { first: 1 })).similarTickets)).toEqual(['Drum leaks']);
  });

  it('is never like itself, and never like an open one', async () => {
    const { similarTickets } = await alike(ids[0]!);

    expect(titles(similarTickets)).toEqual(['Drum with a dent']);
  });

  it('is found once, however many of its passages are alike', async () => {
    const subjectId = newId();
    await told({ subjectId, title: 'Vicuna', text: Array.from({ length: 300 }, (_, n) => `Vicuna wool ${String(n)}.`).join(' ') });
    const asking = newId();
    await told({ subjectId: asking, title: 'Vicuna', text: 'Vicuna wool?', state: 'OPEN' });
    await indexed();

    expect(titles((await alike(asking)).similarTickets)).toEqual(['Vicuna']);
  });

  it('is given the articles that answer it, of those the viewer may see', async () => {
    expect(titles((await alike(openId)).suggestedArticles)).toEqual(['Leaking drums', 'Acetone']);
    expect(titles((await alike(openId, { person: owner! })).suggestedArticles)?.toSorted()).toEqual(['Acetone', 'Leaking drums', 'What a leaking drum costs us']);
  });

  it('without a text is like nothing', async () => {
    expect(await alike(newId())).toEqual({ similarTickets: [], suggestedArticles: [] });
  });

  it('costs five statements in all, and a list of tickets no more', async () => {
    const one = await agent!.askRaw(query, { id: openId });
    const list = `query ($text: String!, $first: Int! = 5) { knowledgeSearch(text: $text, filter: { kind: TICKET }, first: 10) { nodes { ticket { id ${fields} } } } }`;
    const many = await agent!.askRaw(list, { text: 'drum lorry invoice' });
    const plain = await agent!.askRaw(list.replace(fields, '').replace(', $first: Int! = 5', ''), { text: 'drum lorry invoice' });

    const statements = ({ body }: typeof one): number => (body.extensions?.trace as { statements: number }).statements;
    expect(statements(one)).toBe(5);
    expect((many.body.data?.knowledgeSearch as { nodes: unknown[] }).nodes.length).toBeGreaterThan(3);
    expect(statements(many) - statements(plain)).toBe(5);
  });

  it.each(['similarTickets', 'suggestedArticles'])('%s of more than 20 are refused', async field => {
    const { body } = await agent!.askRaw(`query ($id: ID!) { ticket(id: $id) { ${field}(first: 21) { score } } }`, { id: openId });

    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID']);
  });

  it('of which many are to be compared is paid for', async () => {
    const { body } = await agent!.askRaw(query, { id: openId });

    expect(body.extensions?.cost).toMatchObject({ requested: 2 + 2 * (50 + 5 * 2) });
  });
});

describe('a viewer', () => {
  it('without article.read is told of tickets alone', async () => {
    const partner = house.stranger({ authorization: `Bearer ${await organization!.apiKey(['ticket.read'])}` });

    const { body } = await partner.askRaw(query, { id: openId });

    expect(body.data?.ticket).toMatchObject({ similarTickets: [{}, {}, {}], suggestedArticles: null });
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['ticket', 'suggestedArticles'], 'FORBIDDEN']]);
  });

  it('without ticket.read learns nothing of tickets, past the gateway either', async () => {
    const entities = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Ticket { similarTickets { title } suggestedArticles { title } } } }`;
    const ask = (where: Organization, permissions: 'all' | 'none') => house.askRoom('knowledge', where, entities, { ids: [{ __typename: 'Ticket', id: openId }] }, permissions);

    expect(JSON.stringify(await ask(organization!, 'all'))).toContain('Drum leaks');
    expect(JSON.stringify(await ask(organization!, 'none'))).toContain('{"similarTickets":[],"suggestedArticles":[]}');
    expect(JSON.stringify(await ask(other!, 'all'))).toContain('{"similarTickets":[],"suggestedArticles":[]}');
  });

  it('of another organization finds only theirs', async () => {
    const [settledId, asking] = [newId(), newId()];
    await told({ subjectId: settledId, ...settledOnes[0], title: 'Their drum' }, other);
    await told({ subjectId: asking, ...drum, state: 'OPEN' }, other);
    await indexed();

    expect(titles((await alike(asking, { person: await other!.as('agent') })).similarTickets)).toEqual(['Their drum']);
    expect(titles((await alike(openId)).similarTickets)).not.toContain('Their drum');
  });
});
