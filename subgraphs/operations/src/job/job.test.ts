import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse, openSocket, raiseHouse, type Organization, type Person, type RaisedHouse, type TestHouse } from '@deskgraph/testing';

let raised: RaisedHouse;
let house: TestHouse;
let organization: Organization;
let owner: Person;

beforeAll(async () => {
  raised = await raiseHouse(); // the mail server's failures are scripted for everybody
  house = await openHouse(raised.standing);
  organization = await house.organization('Jobs');
  owner = await organization.as('owner');
}, 120_000);
afterAll(() => raised.close());

interface Job {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly viewerCan: string[];
}
const fields = 'id name state attempts reason viewerCan';
const fail = (failure: object) =>
  fetch(new URL('/api/failures', house.mailboxUrl), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(failure) });

/** Invites somebody, which queues a mail; answers its job once it has left these states. */
async function invited(...left: string[]): Promise<Job> {
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const input = { email: `${crypto.randomUUID()}@example.com`, roleId: roles.find(({ key }) => key === 'agent')?.id };
  await owner.ask('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { message } } }', { input });
  for (const end = Date.now() + 15_000; ; await sleep(50)) {
    const { jobs } = await owner.ask<{ jobs: { nodes: Job[] } }>(`{ jobs(first: 1) { nodes { ${fields} } } }`);
    const [job] = jobs.nodes;
    if (job && !left.includes(job.state)) return job;
    if (Date.now() > end) throw new Error('The job stays as it is.');
  }
}
/** Makes a mail's job dead: the house gives up at the first failure that no repeat can heal only by itself, so its tries are used up by hand. */
async function dead(): Promise<Job> {
  await fail({ at: 'DATA', code: 451 });
  const job = await invited('QUEUED', 'RUNNING');
  await sleep(500); // until the queue knows too
  await fail({ at: 'DATA', code: 451 });
  await house.sql(`update jobs.job set retry_count = retry_limit where id = $1`, [job.id]);
  for (const end = Date.now() + 20_000; ; await sleep(100)) {
    const { job: now } = await owner.ask<{ job: Job }>(`query ($id: ID!) { job(id: $id) { ${fields} } }`, { id: job.id });
    if (now.state === 'DEAD') return now;
    if (Date.now() > end) throw new Error(`The job is ${now.state}.`);
  }
}
const retry = (person: Person, id: string) =>
  person.ask<{ jobRetry: { job: Job | null; refusal: { code: string; field: string } | null } }>(`mutation ($input: JobRetryInput!) { jobRetry(input: $input) { job { ${fields} } refusal { code field } } }`, { input: { id } });
const discard = (person: Person, id: string) =>
  person.ask<{ jobDiscard: { job: Job | null; refusal: { code: string; field: string } | null } }>(`mutation ($input: JobDiscardInput!) { jobDiscard(input: $input) { job { ${fields} } refusal { code field } } }`, { input: { id } });

describe('a job', () => {
  it('is DONE once its effect is, and says how often it was tried', async () => {
    expect(await invited('QUEUED', 'RUNNING')).toMatchObject({ name: 'accounts.mail', state: 'DONE', attempts: 1, reason: null, viewerCan: [] });
  });

  it('is told of live while it goes on', async () => {
    await fail({ at: 'DATA', code: 451 });
    const job = await invited('QUEUED', 'RUNNING');
    const socket = openSocket(house.url, owner);
    const watching = await socket.watch('subscription ($id: ID!) { jobChanged(id: $id) { state attempts } }', { id: job.id });

    const states: unknown[] = [];
    for (let state = ''; state !== 'DONE'; ) {
      const frame = await watching.next();
      ({ state } = frame.data?.jobChanged as { state: string });
      states.push(frame.data?.jobChanged);
    }
    await socket.close();

    expect(job).toMatchObject({ state: 'RETRYING', attempts: 1, reason: expect.stringMatching(/^(UNAVAILABLE|REFUSED): /) });
    expect(states.at(-1)).toEqual({ state: 'DONE', attempts: 2 });
  }, 40_000);
});

describe('a dead job', () => {
  it('says why, is tried again when asked, and is DONE when that goes well: what it was to do is done', async () => {
    const job = await dead();
    const mail = async () => (await house.sql<{ state: string }>('select m.state from platform.job j join accounts.mail m on m.id = j.subject_id where j.id = $1', [job.id]))[0]?.state;
    const before = await mail();

    const { jobRetry } = await retry(owner, job.id);
    const again = await retry(owner, job.id);
    for (const end = Date.now() + 15_000; Date.now() < end; await sleep(50)) {
      const [row] = await house.sql<{ state: string }>('select state from platform.job where id = $1', [job.id]);
      if (row?.state === 'DONE') break;
    }

    expect([before, await mail()]).toEqual(['FAILED', 'SENT']);
    expect(job.viewerCan).toEqual(['retry', 'discard']);
    expect(jobRetry).toMatchObject({ job: { state: 'QUEUED', attempts: 0, reason: null }, refusal: null });
    expect(again.jobRetry).toEqual({ job: null, refusal: { code: 'JOB_NOT_DEAD', field: 'id' } });
    expect(await house.sql('select state, run from platform.job where id = $1', [job.id])).toEqual([{ state: 'DONE', run: 2 }]);
    expect(await house.sql('select action from platform.audit where subject_id = $1', [job.id])).toEqual([{ action: 'job.retry' }]);
  }, 60_000);

  it('is one that ended without a word, too, and what it was to do has failed', async () => {
    await fail({ at: 'DATA', code: 451 });
    const { id } = await invited('QUEUED', 'RUNNING');
    await sleep(500); // until the queue knows too
    // as the queue does with what died with its process as often as it may
    await house.sql(`with gone as (delete from jobs.job where id = $1 returning data) insert into jobs.job (name, data) select 'accounts.mail.dead', data from gone`, [id]);

    const ended = async () => (await house.sql<{ state: string }>(`select j.state, j.reason, m.state as mail from platform.job j join accounts.mail m on m.id = j.subject_id where j.id = $1`, [id]))[0];
    for (const end = Date.now() + 15_000; Date.now() < end && (await ended())?.state !== 'DEAD';) await sleep(100);

    expect(await ended()).toEqual({ state: 'DEAD', reason: 'INTERNAL', mail: 'FAILED' });
  }, 40_000);

  it('is given up when asked, by whoever may, and not by another organization', async () => {
    const job = await dead();
    const [manager, stranger] = [await organization.as('manager'), await (await house.organization('Strangers')).as('owner')];

    const refused = await manager.askRaw(`mutation ($input: JobDiscardInput!) { jobDiscard(input: $input) { refusal { code } } }`, { input: { id: job.id } });
    const foreign = await discard(stranger, job.id);
    const unknown = await discard(stranger, crypto.randomUUID());
    const { jobDiscard } = await discard(owner, job.id);
    const twice = await discard(owner, job.id);

    expect(refused.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(foreign).toEqual(unknown);
    expect(foreign.jobDiscard.refusal).toEqual({ code: 'NOT_FOUND', field: 'id' });
    expect(jobDiscard.job).toMatchObject({ state: 'DISCARDED', viewerCan: [] });
    expect(twice.jobDiscard.refusal).toEqual({ code: 'JOB_OVER', field: 'id' });
  }, 60_000);
});

it('jobs are found by state and name, and cost as many statements for 50 as for 5', async () => {
  await house.sql(
    `insert into platform.job (organization_id, id, name, subject_id, state, retry_limit, request_id, created_at, due_at)
     select $1, gen_random_uuid(), 'test.many', $1, 'QUEUED', 0, 'many', now() + n * interval '1 second', now() from generate_series(1, 60) n`,
    [organization.id],
  );
  const page = (first: number) => owner.askRaw(`query ($first: Int!) { jobs(first: $first, filter: { states: [QUEUED], name: "test.many" }) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`, { first });

  const [few, many] = [await page(5), await page(50)];

  expect((many.body.data?.jobs as { nodes: unknown[] }).nodes).toHaveLength(50);
  expect(few.body.extensions?.trace).toEqual({ fetches: 1, statements: 1 });
  expect(many.body.extensions?.trace).toEqual(few.body.extensions?.trace);
});
