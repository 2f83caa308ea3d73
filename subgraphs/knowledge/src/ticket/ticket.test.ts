import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, openHouse, published, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let [organization, other]: Organization[] = [];
let [owner, agent, stranger]: Person[] = [];

const drum = { subject: 'Leaking drum', text: 'One drum of acetone was leaking when the lorry came. What do we do with the leaking drum?' };
const resolved = [
  { subject: 'Drum leaks', text: 'A drum of acetone leaks at its seam. We sent a salvage drum and took the leaking drum back.' },
  { subject: 'Lorry late', text: 'The lorry came two hours late. We said sorry.' },
  { subject: 'Invoice wrong', text: 'The invoice names the wrong company. Corrected.' },
  { subject: 'Drum with a dent', text: 'The drum had a dent, nothing was leaking. A photo was enough.' },
];
let ids: string[];
let openId: string;

beforeAll(async () => {
  house = await openHouse();
  [organization, other] = await Promise.all([house.organization('Similar'), house.organization('SimilarElsewhere')]);
  [owner, agent, stranger] = await Promise.all([organization.as('owner'), organization.as('agent'), other.as('agent')]);
  ids = [];
  for (const one of resolved) ids.push(await asked(one, 'RESOLVED'));
  openId = await asked(drum);
  for (const article of [
    { title: 'Leaking drums', body: 'A drum that leaks is put into a salvage drum. Wear gloves.', visibility: 'PUBLIC' },
    { title: 'Acetone', body: 'Acetone burns easily.', visibility: 'INTERNAL' },
    { title: 'What a leaking drum costs us', body: 'A leaking drum costs 200 euros.', visibility: 'RESTRICTED' },
    { title: 'Holidays', body: 'We are closed on holidays.', visibility: 'PUBLIC' },
  ]) await published(owner, article);
  await indexed();
});

/** Has a ticket written down, and answered where that is said. */
async function asked(input: object, status: 'OPEN' | 'RESOLVED' = 'OPEN', person = agent!): Promise<string> {
  const { ticketCreate } = await person.ask<{ ticketCreate: { ticket: { id: string } } }>('mutation ($input: TicketCreateInput!) { ticketCreate(input: $input) { ticket { id } } }', { input });
  const { id } = ticketCreate.ticket;
  if (status !== 'OPEN') await turned(id, status, person);
  return id;
}
const turned = (id: string, status: 'OPEN' | 'RESOLVED', person = agent!) => person.ask('mutation ($input: TicketChangeStatusInput!) { ticketChangeStatus(input: $input) { refusal { code } } }', { input: { id, status } });
async function indexed(): Promise<void> {
  const both = [organization!, other!];
  for (const topics of ['ticket.%', 'message.%']) await consumed(house, 'ticketing.texts', topics, both);
  await consumed(house, 'knowledge.documents', 'document.%', both);
}

interface Alike {
  similarTickets: { ticket: { id: string; subject: string }; score: number; title: string; snippet: string }[] | null;
  suggestedArticles: { article: { title: string }; score: number; title: string; snippet: string }[] | null;
}
const fields = 'similarTickets(first: $first) { ticket { id subject } score title snippet } suggestedArticles(first: $first) { article { title } score title snippet }';
const query = `query ($id: ID!, $first: Int! = 5) { ticket(id: $id) { ${fields} } }`;
const alike = async (id: string, { person = agent!, first = 5 } = {}): Promise<Alike> => (await person.ask<{ ticket: Alike }>(query, { id, first })).ticket;
const titles = (found: readonly { title: string }[] | null) => found?.map(({ title }) => title);

describe('a ticket', () => {
  it('is like resolved ones of the same matter, the likest first', async () => {
    const { similarTickets } = await alike(openId);

    expect(titles(similarTickets)).toEqual(['Drum leaks', 'Drum with a dent', 'Lorry late']);
    expect(similarTickets?.[0]).toMatchObject({ ticket: { id: ids[0], subject: 'Drum leaks' }, snippet: resolved[0]!.text });
    expect(similarTickets?.map(({ score }) => score)).toEqual(similarTickets?.map(({ score }) => score).toSorted((a, b) => b - a));
    expect(titles((await alike(openId, { first: 1 })).similarTickets)).toEqual(['Drum leaks']);
  });

  it('is never like itself, and never like an open one', async () => {
    expect(titles((await alike(ids[0]!)).similarTickets)).toEqual(['Drum with a dent']);
  });

  it('that is opened again is found no more, until it is resolved again', async () => {
    const [asking, answered] = [await asked({ subject: 'Quoll', text: 'Quoll?' }), await asked({ subject: 'Quoll', text: 'Quoll.' }, 'RESOLVED')];
    const found = async (): Promise<number | undefined> => (await alike(asking)).similarTickets?.length;
    await indexed();
    const first = await found();

    await turned(answered, 'OPEN');
    await indexed();
    const second = await found();
    await turned(answered, 'RESOLVED');
    await indexed();

    expect([first, second, await found()]).toEqual([1, 0, 1]);
  });

  it('is found once, however many of its passages are alike', async () => {
    await asked({ subject: 'Vicuna', text: Array.from({ length: 300 }, (_, n) => `Vicuna wool ${String(n)}.`).join(' ') }, 'RESOLVED');
    const asking = await asked({ subject: 'Vicuna', text: 'Vicuna wool?' });
    await indexed();

    expect(titles((await alike(asking)).similarTickets)).toEqual(['Vicuna']);
  });

  it('is given the articles that answer it, of those the viewer may see', async () => {
    expect(titles((await alike(openId)).suggestedArticles)).toEqual(['Leaking drums', 'Acetone']);
    expect(titles((await alike(openId, { person: owner! })).suggestedArticles)?.toSorted()).toEqual(['Acetone', 'Leaking drums', 'What a leaking drum costs us']);
  });

  it('of words that say nothing is like nothing', async () => {
    const id = await asked({ subject: 'What is it?', text: 'Is it what it is?' });
    await indexed();

    expect(await alike(id)).toEqual({ similarTickets: [], suggestedArticles: [] });
  });

  it('costs five statements, and a list of tickets no more', async () => {
    const statements = async (text: string, variables: object): Promise<number> => ((await agent!.askRaw(text, variables)).body.extensions?.trace as { statements: number }).statements;
    const compared = fields.replace('{ id subject }', '{ id }');
    const one = `query ($id: ID!, $first: Int! = 5) { ticket(id: $id) { id ${compared} } }`;
    const many = `query ($ids: [ID!]!, $first: Int! = 5) { tickets(filter: { ids: $ids }, first: 5) { nodes { id ${compared} } } }`;
    const without = (text: string): string => text.replace(compared, '').replace(', $first: Int! = 5', '');

    expect((await statements(one, { id: openId })) - (await statements(without(one), { id: openId }))).toBe(5);
    expect((await statements(many, { ids: [openId, ...ids] })) - (await statements(without(many), { ids: [openId, ...ids] }))).toBe(5);
  });

  it.each([['similarTickets', 21], ['suggestedArticles', 21], ['similarTickets', 0]])('%s(first: %i) is refused', async (field, first) => {
    const { body } = await agent!.askRaw(`query ($id: ID!, $first: Int!) { ticket(id: $id) { ${field}(first: $first) { score } } }`, { id: openId, first });

    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID']);
  });

  it('is compared for a price that a page can pay and the longest list cannot', async () => {
    const list = `query ($first: Int!) { tickets(first: $first) { nodes { similarTickets(first: 5) { score } } } }`;
    const answers = await Promise.all([25, 100].map(first => agent!.askRaw(list, { first })));

    expect(answers.map(({ status, body }) => [status, body.errors?.[0]?.extensions.code])).toEqual([[200, undefined], [400, 'QUERY_TOO_COMPLEX']]);
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
    const entities = 'query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Ticket { similarTickets { title } suggestedArticles { title } } } }';
    const ask = async (where: Organization, permissions: 'all' | 'none') => JSON.stringify(await house.askRoom('knowledge', where, entities, { ids: [{ __typename: 'Ticket', id: openId }] }, permissions));
    const nothing = '{"similarTickets":[],"suggestedArticles":[]}';

    expect(await ask(organization!, 'all')).toContain('Drum leaks');
    expect([(await ask(organization!, 'none')).includes(nothing), (await ask(other!, 'all')).includes(nothing)]).toEqual([true, true]);
  });

  it('of another organization finds only theirs', async () => {
    await asked({ ...resolved[0], subject: 'Their drum' }, 'RESOLVED', stranger);
    const asking = await asked(drum, 'OPEN', stranger);
    await indexed();

    expect(titles((await alike(asking, { person: stranger! })).similarTickets)).toEqual(['Their drum']);
    expect(titles((await alike(openId)).similarTickets)).not.toContain('Their drum');
  });
});
