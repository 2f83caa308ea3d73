import { beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse, type Organization, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Clocked');
});

interface Schedule {
  readonly name: string;
  readonly cron: string;
  readonly missed: boolean;
  readonly viewerCan: string[];
  readonly lastJob: { state: string } | null;
}
const run = 'mutation ($input: ScheduleRunInput!) { scheduleRun(input: $input) { schedule { name lastJob { state } } refusal { code field } } }';

it('runs now when asked, once in a minute, and shows the run', async () => {
  const owner = await organization.as('owner');

  const second = new Date().getSeconds();
  if (second > 50) await sleep((61 - second) * 1000); // both within one minute
  const first = await owner.ask<{ scheduleRun: { refusal: unknown } }>(run, { input: { name: 'operations.tidy' } });
  await owner.ask(run, { input: { name: 'operations.tidy' } });
  const seen = async (): Promise<Schedule[]> => (await owner.ask<{ schedules: Schedule[] }>('{ schedules { name cron missed viewerCan lastJob { state } } }')).schedules.filter(({ name }) => name === 'operations.tidy');
  for (const end = Date.now() + 10_000; (await seen())[0]?.lastJob?.state !== 'DONE' && Date.now() < end; ) await sleep(50);

  expect(first.scheduleRun.refusal).toBeNull();
  expect(await seen()).toEqual([{ name: 'operations.tidy', cron: '23 3 * * *', missed: false, viewerCan: ['run'], lastJob: { state: 'DONE' } }]);
  expect(await house.sql(`select state from platform.job where organization_id = $1 and name = 'operations.tidy' and id in (select last_job_id from platform.schedule)`, [organization.id])).toEqual([{ state: 'DONE' }]);
});

it('is missed when it is late by more than five minutes', async () => {
  const other = await house.organization('Late');
  await house.sql(`insert into platform.schedule (organization_id, name, due_at) values ($1, 'operations.tidy', now() - interval '6 minutes') on conflict (organization_id, name) do update set due_at = excluded.due_at`, [other.id]);
  const owner = await other.as('owner');

  const { schedules, dependencies } = await owner.ask<{ schedules: Schedule[]; dependencies: { name: string; state: string }[] }>('{ schedules { name missed } dependencies { name state } }');

  expect(schedules.filter(({ missed }) => missed).map(({ name }) => name)).toEqual(['operations.tidy']);
  expect(dependencies).toContainEqual({ name: 'clock', state: 'DEGRADED' });
  expect(dependencies).toContainEqual({ name: 'provider mail', state: 'SANDBOX' });
});

it('refuses what does not run by the clock, and whoever may not', async () => {
  const [owner, manager] = [await organization.as('owner'), await organization.as('manager')];

  const unknown = await owner.ask<{ scheduleRun: unknown }>(run, { input: { name: 'accounts.mail' } });
  const denied = await manager.askRaw(run, { input: { name: 'operations.tidy' } });

  expect(unknown.scheduleRun).toEqual({ schedule: null, refusal: { code: 'NOT_FOUND', field: 'name' } });
  expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});
