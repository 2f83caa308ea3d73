import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, raiseHouse, type Answer, type Organization, type Person, type RaisedHouse, type TestHouse } from '@deskgraph/testing';

let raised: RaisedHouse | undefined;
let house: TestHouse;
let organization: Organization;

beforeAll(async () => {
  raised = await raiseHouse({ settings: { DESKGRAPH_RATE_LIMIT_POINTS: '60', DESKGRAPH_RATE_LIMIT_ANONYMOUS_POINTS: '60', DESKGRAPH_MAX_COST: '50' } });
  house = await openHouse(raised.standing);
  organization = await house.organization('Rates');
}, 120_000);
afterAll(() => raised?.close());

/** Asks the same until it is refused, at most 100 times; answers every answer. */
async function spend(person: Person): Promise<Answer[]> {
  const answers: Answer[] = [];
  do answers.push(await person.askRaw('{ viewer { id } roles { id name } }'));
  while (answers.at(-1)?.status !== 429 && answers.length < 100);
  return answers;
}

describe('the rate limit, in Postgres', () => {
  it('takes each operation\'s cost from its viewer, says what is left, and refuses with Retry-After once nothing is', async () => {
    const agent = await organization.as('agent');

    const answers = await spend(agent);

    const [first, last] = [answers[0]!, answers.at(-1)!];
    const { requested } = first.body.extensions?.cost as { requested: number };
    expect(answers).toHaveLength(Math.floor(60 / requested) + 1);
    expect(first.headers.get('ratelimit-policy')).toBe('"viewer";q=60;w=60');
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"viewer";r=${String(60 - requested)};t=\\d+$`));
    expect([last.status, last.body.errors?.[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('counts each viewer apart', async () => {
    const analyst = await organization.as('analyst');

    expect((await analyst.askRaw('{ viewer { id } }')).status).toBe(200);
  });

  it('refuses what costs more than any operation may, before it is charged', async () => {
    const manager = await organization.as('manager');

    const { status, body } = await manager.askRaw('{ members(first: 100) { nodes { id role { id } } } }');

    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(body.errors?.[0]?.extensions).toMatchObject({ limit: 50 });
  });

  it('stores no key that tells whose it is', async () => {
    const keys = await house.sql<{ key: string }>('select key from platform.rate_limit');

    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter(({ key }) => key.includes(organization.id) || /127\.0\.0\.1|@/.test(key))).toEqual([]);
  });

  it('goes on counting in the process while the store is away, and says so to administrators', async () => {
    const owner = await organization.as('owner');
    await house.sql('alter table platform.rate_limit rename to rate_limit_away');

    const answered = await owner.askRaw('{ viewer { id } }');
    const health = await house.call('/health/ready', undefined, { cookie: owner.cookie });
    await house.sql('alter table platform.rate_limit_away rename to rate_limit');

    expect(answered.status).toBe(200);
    expect(health.body.dependencies).toMatchObject({ 'rate limits': { ok: false } });
  });
});
