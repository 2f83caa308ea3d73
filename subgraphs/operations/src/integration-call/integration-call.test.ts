import { beforeAll, expect, it } from '@jest/globals';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

/** The first minute of the calls: yesterday, because calls older than the settings keep are swept. */
const start = Date.now() - 86_400_000;
const minute = (n: number): string => new Date(start + n * 60_000).toISOString();

const [connectionId, jobId] = [crypto.randomUUID(), crypto.randomUUID()];
let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Calls');
  owner = await organization.as('owner');
  // 100 calls to one provider, a minute apart: the n-th took n ms, every tenth timed out; and one to another, a day before.
  await house.sql(
    `insert into platform.integration_log (organization_id, id, at, provider, operation, outcome, attempts, duration_ms, connection_id, job_id, request_id)
     select $1::uuid, gen_random_uuid(), $2::timestamptz + n * interval '1 minute', 'test-shop', 'send', case when n % 10 = 0 then 'TIMEOUT' else 'OK' end, 1, n, null::uuid, null::uuid, 'test-calls' from generate_series(1, 100) n
     union all select $1::uuid, gen_random_uuid(), $2::timestamptz - interval '1 day', 'test-bank', 'read', 'OK', 1, 7, $3::uuid, $4::uuid, 'test-bank'`,
    [organization.id, minute(0), connectionId, jobId],
  );
});

const list = `query ($filter: IntegrationCallFilter, $first: Int! = 25) {
  integrationCalls(filter: $filter, first: $first) { totalCount nodes { provider operation outcome status attempts durationMs detail job { id } } }
}`;
interface List {
  readonly integrationCalls: { totalCount: number; nodes: { outcome: string; durationMs: number }[] };
}
const summary = async (person: Person, since: string | null): Promise<unknown> =>
  (await person.ask<{ integrationSummary: unknown }>('query ($since: DateTimeISO) { integrationSummary(since: $since) { provider calls failures p50Ms p95Ms } }', { since })).integrationSummary;

it('calls to providers are found by provider, outcome and time, the newest first', async () => {
  const { integrationCalls } = await owner.ask<List>(list, { filter: { provider: 'test-shop', outcome: 'TIMEOUT', from: minute(30), before: minute(60) } });

  expect(integrationCalls.totalCount).toBe(3);
  expect(integrationCalls.nodes.map(({ durationMs }) => durationMs)).toEqual([50, 40, 30]);
});

it('calls to providers are found by connection, job and request', async () => {
  const totalOf = async (filter: object): Promise<number> => (await owner.ask<List>(list, { filter })).integrationCalls.totalCount;

  const found = await Promise.all([{ connectionId }, { jobId }, { requestId: 'test-bank' }, { connectionId: jobId }, { jobId: 'nothing' }, { requestId: 'nothing' }].map(totalOf));

  expect(found).toEqual([1, 1, 1, 0, 0, 0]);
});

it('calls to providers cost as many statements for 50 as for 5', async () => {
  const [few, many] = [await owner.askRaw(list, { first: 5 }), await owner.askRaw(list, { first: 50 })];

  expect((many.body.data as unknown as List).integrationCalls.nodes).toHaveLength(50);
  expect(few.body.extensions?.trace).toEqual({ fetches: 1, statements: 2 });
  expect(many.body.extensions?.trace).toEqual(few.body.extensions?.trace);
});

it('a summary counts calls and failures of each provider, and says how long they took', async () => {
  expect(await summary(owner, minute(0))).toEqual([{ provider: 'test-shop', calls: 100, failures: 10, p50Ms: 50, p95Ms: 95 }]);
  expect(await summary(owner, minute(-3000))).toEqual([
    { provider: 'test-bank', calls: 1, failures: 0, p50Ms: 7, p95Ms: 7 },
    { provider: 'test-shop', calls: 100, failures: 10, p50Ms: 50, p95Ms: 95 },
  ]);
});

it('another organization counts its own, and an agent nothing', async () => {
  const [stranger, agent] = [await (await house.organization('Strangers')).as('owner'), await organization.as('agent')];

  const denied = await agent.askRaw('{ integrationSummary { calls } }');

  expect(await summary(stranger, minute(-3000))).toEqual([]);
  expect((await stranger.ask<List>(list)).integrationCalls.totalCount).toBe(0);
  expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});
