import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { attached, does, opened, ticketOf } from '../../test/desk.js';

interface Preview {
  readonly source: { readonly id: string; readonly callCount: number };
  readonly target: { readonly id: string; readonly subject: string };
  readonly status: string;
  readonly messageCount: number;
  readonly noteCount: number | null;
  readonly attachmentCount: number;
}
let house: TestHouse;
let organization: Organization;
let manager: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Merges');
  manager = await organization.as('manager');
});

const query = 'query ($a: ID!, $b: ID!) { ticketMergePreview(sourceId: $a, targetId: $b) { source { id callCount } target { id subject } status messageCount noteCount attachmentCount } }';
const previewed = async (person: Person, a: string, b: string) => (await person.ask<{ ticketMergePreview: Preview }>(query, { a, b })).ticketMergePreview;
const refused = async (person: Person, a: string, b: string) => (await person.askRaw(query, { a, b })).body.errors?.map(({ extensions: { code, field } }) => [code, field]);

describe('the preview of a merge', () => {
  it('says what would move, and changes nothing', async () => {
    const [source, target] = [await opened(manager), await opened(manager, { subject: 'The one that stays' })];
    await does(manager, 'messageNote', { ticketId: source.id, text: 'See.', attachmentIds: [await attached(manager, source.id, new TextEncoder().encode('ten bytes!'))] });

    const preview = await previewed(manager, source.id, target.id);
    const again = await previewed(manager, source.id, target.id);

    expect(preview).toEqual({ source: { id: source.id, callCount: 0 }, target: { id: target.id, subject: 'The one that stays' }, status: 'OPEN', messageCount: 1, noteCount: 1, attachmentCount: 1 });
    expect(again).toEqual(preview);
  });

  it('tells nothing of notes to who may not read them', async () => {
    const [source, target] = [await opened(manager), await opened(manager)];
    await does(manager, 'messageNote', { ticketId: source.id, text: 'Hm.', attachmentIds: [await attached(manager, source.id, new TextEncoder().encode('ten bytes!'))] });
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticket.read', 'ticket.merge', 'call.read'])}` });

    expect(await previewed(key, source.id, target.id)).toMatchObject({ messageCount: 1, noteCount: null, attachmentCount: 0 });
  });

  it('is refused as the merge would be', async () => {
    const [one, other] = [await opened(manager), await opened(manager)];
    const stranger = await (await house.organization('Strangers')).as('owner');
    const merged = await opened(manager);
    await does(manager, 'ticketMerge', { sourceId: merged.id, targetId: one.id });

    expect([await refused(manager, one.id, one.id.toUpperCase()), await refused(manager, merged.id, other.id), await refused(stranger, one.id, other.id), await refused(await organization.as('agent'), one.id, other.id)]).toEqual([
      [['INVALID', 'targetId']], [['TICKET_MERGED', 'sourceId']], [['NOT_FOUND', 'sourceId']], [['FORBIDDEN', undefined]],
    ]);
  });
});

describe('a merge', () => {
  it.each([
    ['OPEN', 'CLOSED', 'OPEN'], ['OPEN', 'RESOLVED', 'OPEN'], ['OPEN', 'PENDING', 'OPEN'], ['PENDING', 'CLOSED', 'PENDING'], ['PENDING', 'OPEN', 'OPEN'], ['RESOLVED', 'CLOSED', 'CLOSED'], ['CLOSED', 'PENDING', 'PENDING'],
  ])('of a ticket that is %s into one that is %s leaves it %s, as was said before', async (of, into, then) => {
    const [source, target] = [await opened(manager), await opened(manager)];
    for (const [{ id }, status] of [[source, of], [target, into]] as const) await does(manager, 'ticketChangeStatus', { id, status });
    const { status } = await previewed(manager, source.id, target.id);

    const { ticket } = await does(manager, 'ticketMerge', { sourceId: source.id, targetId: target.id });

    expect([status, ticket?.status]).toEqual([then, then]);
    expect(ticket?.history.nodes.filter(({ kind }) => kind === 'STATUS').slice(into === 'OPEN' ? 0 : 1).map(({ from, to }) => [from, to])).toEqual(then === into ? [] : [[into, then]]);
  });
});

describe('a merge that is taken back', () => {
  it('gives back what had been merged into the ticket before, and says so of both', async () => {
    const said = async (text: string) => opened(manager, { text });
    const [leaf, twig, branch, trunk, other] = [await said('leaf'), await said('twig'), await said('branch'), await said('trunk'), await said('other')];
    for (const [source, target] of [[leaf, twig], [twig, branch], [other, trunk], [branch, trunk]] as const) await does(manager, 'ticketMerge', { sourceId: source.id, targetId: target.id });
    const before = (await toldOf(house, trunk.id)).events.length;

    await does(manager, 'ticketUnmerge', { id: branch.id });
    const now = await Promise.all([leaf, twig, branch, trunk, other].map(({ id }) => ticketOf(manager, id)));

    expect(now.map(({ mergedInto }) => mergedInto?.id)).toEqual([branch.id, branch.id, undefined, undefined, trunk.id]);
    expect(now.map(({ messages }) => messages.nodes.map(({ text }) => text))).toEqual([[], [], ['leaf', 'twig', 'branch'], ['trunk', 'other'], []]);
    expect((await toldOf(house, trunk.id)).events.slice(before)).toEqual(['ticket.changed']);
  });
});
