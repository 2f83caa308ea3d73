import { beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Depending');
  owner = await organization.as('owner');
  await house.settled(organization);
});

interface Dependency {
  readonly name: string;
  readonly state: string;
  readonly figures: { name: string; value: number }[];
}
const all = async (person = owner): Promise<Dependency[]> => (await person.ask<{ dependencies: Dependency[] }>('{ dependencies { name state detail figures { name value } } }')).dependencies;
const figureOf = (dependencies: readonly Dependency[], of: string, figure: string): number | undefined =>
  dependencies.find(({ name }) => name === of)?.figures.find(({ name }) => name === figure)?.value;
const stateOf = (dependencies: readonly Dependency[], of: string): string | undefined => dependencies.find(({ name }) => name === of)?.state;

describe('the dependencies', () => {
  it('are all there, and well in a house that is', async () => {
    const ill = (dependencies: readonly Dependency[]): Dependency[] => dependencies.filter(({ state }) => !['OK', 'SANDBOX'].includes(state));
    let dependencies = await all();
    for (const end = Date.now() + 20_000; ill(dependencies).length > 0 && Date.now() < end; dependencies = await all()) await sleep(100); // what others of this house told a moment ago is dealt with first

    expect(dependencies.map(({ name }) => name)).toEqual(expect.arrayContaining(['database', 'events', 'jobs', 'parked events', 'clock', 'provider mail']));
    expect(ill(dependencies)).toEqual([]);
    expect(stateOf(dependencies, 'provider mail')).toBe('SANDBOX');
  });

  it('count what is dead, waits too long or is parked, of this organization alone', async () => {
    const other = await (await house.organization('Others')).as('owner');
    await house.sql(
      `insert into platform.job (organization_id, id, name, subject_id, state, retry_limit, request_id, created_at, due_at, ended_at)
       select $1, gen_random_uuid(), 'test.dead', $1, 'DEAD', 0, 'test-dead', now(), now(), now() from generate_series(1, 3)`,
      [organization.id],
    );
    await house.sql(
      `insert into platform.job (organization_id, id, name, subject_id, state, retry_limit, request_id, created_at, due_at) values ($1, gen_random_uuid(), 'test.waits', $1, 'QUEUED', 0, 'test-waits', now(), now() - interval '90 seconds')`,
      [organization.id],
    );
    await house.sql(
      `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, state, parked_at)
       values ($1, gen_random_uuid(), 'test.stuck', 1, 1, 'test.happened', $1, '{}', $1, 'test-stuck', now(), false, 5, 'PARKED', now())`,
      [organization.id],
    );

    const [ours, theirs] = [await all(), await all(other)];

    expect(stateOf(ours, 'jobs')).toBe('DEGRADED');
    expect(figureOf(ours, 'jobs', 'dead')).toBe(3);
    expect(figureOf(ours, 'jobs', 'waitSeconds')).toBeGreaterThanOrEqual(90);
    expect([stateOf(ours, 'parked events'), figureOf(ours, 'parked events', 'parked')]).toEqual(['DEGRADED', 1]);
    expect([figureOf(theirs, 'jobs', 'dead'), figureOf(theirs, 'parked events', 'parked')]).toEqual([0, 0]);
  });

  it('cost the same statements however much there is, and are for administrators', async () => {
    const manager = await organization.as('manager');

    const asked = await owner.askRaw('{ dependencies { name } }');
    const denied = await manager.askRaw('{ dependencies { name } }');

    expect(asked.body.extensions?.trace).toEqual({ fetches: 1, statements: 3 });
    expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
