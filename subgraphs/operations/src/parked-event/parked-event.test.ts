import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Parked');
  owner = await organization.as('owner');
});

interface Row {
  readonly id: string;
  readonly position: string;
  readonly state: string;
}
interface Outcome {
  readonly parkedEvent: { id: string; state: string; viewerCan: string[] } | null;
  readonly refusal: { code: string; field: string | null } | null;
}

/** Parks so many events of one subject for a consumer that nobody runs; the first failed, the others stand behind it. */
async function parked(count: number, consumer = 'test.nobody'): Promise<{ subjectId: string; rows: Row[] }> {
  const subjectId = crypto.randomUUID();
  const rows = await house.sql<Row>(
    `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, reason, state, parked_at)
     select $1, gen_random_uuid(), $2, (extract(epoch from clock_timestamp()) * 1e6)::bigint * 100 + n, 1, 'test.happened', $3, '{}', $1, 'test-parked', now(), n > 1, case n when 1 then 5 else 0 end, case n when 1 then 'INTERNAL: see the log' end, 'PARKED', now() + n * interval '1 ms'
     from generate_series(1, $4::int) n returning id, position, state`,
    [organization.id, consumer, subjectId, count],
  );
  return { subjectId, rows };
}
const statesOf = async (subjectId: string): Promise<string[]> =>
  (await house.sql<{ state: string }>('select state from platform.parked where subject_id = $1 order by position', [subjectId])).map(({ state }) => state);
const settle = async (person: Person, verb: 'Retry' | 'Discard', id: string): Promise<Outcome> =>
  (await person.ask<Record<string, Outcome>>(`mutation ($input: ParkedEvent${verb}Input!) { parkedEvent${verb}(input: $input) { parkedEvent { id state viewerCan } refusal { code field } } }`, { input: { id } }))[`parkedEvent${verb}`] as Outcome;

describe('the parked events', () => {
  const list = `query ($filter: ParkedEventFilter, $first: Int! = 25, $after: String) {
    parkedEvents(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id consumer topic behind attempts reason state viewerCan } }
  }`;
  interface List {
    readonly parkedEvents: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { id: string; behind: boolean; attempts: number; reason: string | null }[] };
  }

  it('are found by consumer, topic and state, in pages, none twice and none left out', async () => {
    const { rows } = await parked(5, 'test.paged');

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { parkedEvents }: List = await owner.ask<List>(list, { filter: { consumer: 'test.paged', topic: 'test.happened', state: 'PARKED' }, first: 2, after });
      seen.push(...parkedEvents.nodes.map(({ id }) => id));
      after = parkedEvents.pageInfo.hasNextPage ? parkedEvents.pageInfo.endCursor : null;
    } while (after);
    const none = await owner.ask<List>(list, { filter: { consumer: 'test.paged', state: 'DONE' } });

    expect(seen).toEqual(rows.map(({ id }) => id).reverse());
    expect(none.parkedEvents.totalCount).toBe(0);
  });

  it('are found by the thing they happened to, and by when they were parked', async () => {
    const [{ subjectId, rows }] = [await parked(3), await parked(1)];
    const [first] = await house.sql<{ parkedAt: Date }>('select parked_at as "parkedAt" from platform.parked where id = $1', [rows[0]?.id]);
    const [before, second, third] = [-1000, 1, 1000].map(ms => new Date((first?.parkedAt.getTime() ?? 0) + ms).toISOString());
    const totalOf = async (filter: object): Promise<number> => (await owner.ask<List>(list, { filter })).parkedEvents.totalCount;

    expect(await totalOf({ subjectId })).toBe(3);
    expect(await totalOf({ subjectId, parkedFrom: second })).toBe(2);
    expect(await totalOf({ subjectId, parkedBefore: second })).toBe(1);
    expect(await Promise.all([{ subjectId, parkedBefore: before }, { subjectId, parkedFrom: third }, { subjectId: 'nothing' }].map(totalOf))).toEqual([0, 0, 0]);
  });

  it('say which of them failed, why, and which only stand behind', async () => {
    const { rows } = await parked(2, 'test.why');

    const { parkedEvents } = await owner.ask<List>(list, { filter: { consumer: 'test.why' } });

    expect(parkedEvents.nodes).toMatchObject([
      { id: rows[1]?.id, behind: true, attempts: 0, reason: null },
      { id: rows[0]?.id, behind: false, attempts: 5, reason: 'INTERNAL: see the log' },
    ]);
  });

  it('cost as many statements for 50 as for 5', async () => {
    await parked(60, 'test.many');

    const [few, many] = [await owner.askRaw(list, { filter: { consumer: 'test.many' }, first: 5 }), await owner.askRaw(list, { filter: { consumer: 'test.many' }, first: 50 })];

    expect((many.body.data as unknown as List).parkedEvents.nodes).toHaveLength(50);
    expect(few.body.extensions?.trace).toEqual({ fetches: 1, statements: 2 });
    expect(many.body.extensions?.trace).toEqual(few.body.extensions?.trace);
  });
});

describe('retrying', () => {
  it('gives the event and those behind it back to the consumer, and leaves other subjects alone', async () => {
    const [{ rows, subjectId }, other] = [await parked(3), await parked(1)];

    const outcome = await settle(owner, 'Retry', rows[0]?.id ?? '');

    expect(outcome).toEqual({ parkedEvent: { id: rows[0]?.id, state: 'RETRYING', viewerCan: [] }, refusal: null });
    expect(await statesOf(subjectId)).toEqual(['RETRYING', 'RETRYING', 'RETRYING']);
    expect(await statesOf(other.subjectId)).toEqual(['PARKED']);
    expect((await toldOf(house, rows[0]?.id ?? '')).audits).toEqual(['parkedEvent.retry']);
  });
});

describe('discarding', () => {
  it('gives the event up, and lets those behind it go on', async () => {
    const { rows, subjectId } = await parked(3);

    const outcome = await settle(owner, 'Discard', rows[0]?.id ?? '');

    expect(outcome.parkedEvent?.state).toBe('DISCARDED');
    expect(await statesOf(subjectId)).toEqual(['DISCARDED', 'RETRYING', 'RETRYING']);
    expect((await toldOf(house, rows[0]?.id ?? '')).audits).toEqual(['parkedEvent.discard']);
  });
});

describe('a refusal', () => {
  it('of what is settled already, or not the viewer\'s to settle, changes nothing', async () => {
    const [manager, stranger] = [await organization.as('manager'), await (await house.organization('Strangers')).as('owner')];
    const { rows: [row] } = await parked(2);
    const id = row?.id ?? '';
    await settle(owner, 'Discard', id);
    const before = await fingerprint(house, organization.id);

    for (const verb of ['Retry', 'Discard'] as const) {
      const denied = await manager.askRaw(`mutation { parkedEvent${verb}(input: { id: "${id}" }) { refusal { code } } }`);

      expect(await settle(owner, verb, id)).toEqual({ parkedEvent: null, refusal: { code: 'PARKED_EVENT_SETTLED', field: 'id' } });
      expect(await settle(stranger, verb, id)).toEqual({ parkedEvent: null, refusal: { code: 'NOT_FOUND', field: 'id' } });
      expect(await settle(stranger, verb, crypto.randomUUID())).toEqual({ parkedEvent: null, refusal: { code: 'NOT_FOUND', field: 'id' } });
      expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });
});
