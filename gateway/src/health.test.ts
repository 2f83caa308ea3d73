import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDoor, type Door } from '../test/door.js';

let door: Door;
let mail = { ok: true, needed: false };
beforeEach(async () => {
  mail = { ok: true, needed: false };
  door = await openDoor({ health: { mail: async () => mail } });
});
afterEach(() => door.gateway.close());

describe('/health', () => {
  it('is live and ready, and tells strangers no more', async () => {
    const answers = [
      await door.call('/health/live'),
      await door.call('/health/ready'),
      await door.call('/health/ready', { headers: { cookie: 'deskgraph_session=agent' } }),
    ];

    expect(answers.map(answer => [answer.status, answer.json(), answer.headers['cache-control']])).toEqual([
      [200, { status: 'live' }, 'no-store'],
      [200, { status: 'ready' }, 'no-store'],
      [200, { status: 'ready' }, 'no-store'],
    ]);
  });

  it('tells those who may what it is made of', async () => {
    const answer = await door.call('/health/ready', { headers: { cookie: 'deskgraph_session=admin' } });

    expect(Object.keys(answer.json().dependencies).sort()).toEqual(['mail', 'postgres', 'rate limits', 'room accounts', 'room ticketing']);
    expect(answer.json()).toMatchObject({
      ready: true,
      draining: false,
      dependencies: { 'room ticketing': { ok: true, ms: expect.any(Number) } },
    });
  });

  it.each([
    ['a room', () => void (door.ticketing.down = true)],
    ['Postgres', () => void (door.pool.broken = true)],
    ['what the host needs', () => void (mail = { ok: false, needed: true })],
  ])('is not ready without %s', async (_what, down) => {
    down();
    const answer = await door.call('/health/ready');

    expect([answer.status, answer.json()]).toEqual([503, { status: 'unavailable' }]);
  });

  it('is ready without what it can do without, and with a bad credential', async () => {
    mail = { ok: false, needed: false };
    const answer = await door.call('/health/ready', { headers: { cookie: 'deskgraph_session=ended' } });

    expect([answer.status, answer.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('asks the dependencies once for many who ask', async () => {
    await Promise.all(Array.from({ length: 10 }, () => door.call('/health/ready')));

    expect(door.ticketing.asked).toHaveLength(1);
  });
});

describe('/metrics', () => {
  it('counts operations, rooms, errors and denials without naming anybody', async () => {
    await door.ask('query Secretive { broken(how: CODED) }', { cookie: 'deskgraph_session=agent' });
    await door.ask('{ me { id } }', { cookie: 'deskgraph_session=agent' });
    const { text, headers } = await door.call('/metrics');

    expect(headers['content-type']).toContain('text/plain');
    for (const line of [
      'deskgraph_http_request_seconds_count{route="/graphql",status="2xx"} 2',
      'deskgraph_operation_seconds_count{kind="query",outcome="errors"} 1',
      'deskgraph_operation_seconds_count{kind="query",outcome="ok"} 1',
      'deskgraph_room_fetch_seconds_count{room="ticketing",outcome="errors"} 1',
      'deskgraph_errors_total{code="FORBIDDEN"} 1',
      'deskgraph_denials_total{code="FORBIDDEN"} 1',
      'deskgraph_operation_cost_count 2',
      'deskgraph_viewer_lookups_total{source="room"} 1',
      'deskgraph_viewer_lookups_total{source="cache"} 1',
      'deskgraph_rate_store_up 1',
      'process_cpu_seconds_total',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toMatch(/Secretive|user-agent/);
  });

  it.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip'])('is nowhere for who comes through a proxy that adds %s', async name => {
    expect((await door.call('/metrics', { headers: { [name]: '127.0.0.1' } })).status).toBe(404);
  });

  it('needs the token where the product is reached over https', async () => {
    const open = await openDoor({ publicUrl: 'https://desk.test', metricsToken: null });
    const answer = await open.call('/metrics').finally(() => open.gateway.close());

    expect(answer.status).toBe(404);
  });

  it('opens by the token alone when there is one', async () => {
    const tokened = await openDoor({ metricsToken: 'a-long-token' });
    const tries = [
      {},
      { authorization: 'Bearer a-long-toke' },
      { authorization: 'Bearer a-long-token' },
      { authorization: 'Bearer a-long-token', 'x-forwarded-for': '1.2.3.4' },
    ];
    const answers = await Promise.all(
      tries.map(headers => tokened.call('/metrics', { headers: headers as Record<string, string> })),
    ).finally(() => tokened.gateway.close());

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 200, 200]);
  });
});

describe('closing', () => {
  it('lets requests under way finish, and takes no new ones', async () => {
    const slow = door.ask('{ slow(ms: 300) }');
    await new Promise(resolve => setTimeout(resolve, 100));
    const closed = door.gateway.close();
    await new Promise(resolve => setTimeout(resolve, 20));

    await expect(door.call('/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await slow).json().data).toEqual({ slow: 'done' });
    await closed;
  });

  it('first says no to load balancers, and still answers', async () => {
    const noticed = await openDoor({ drainNoticeSeconds: 0.3 });
    const closed = noticed.gateway.close();
    const answers = [await noticed.call('/health/ready'), await noticed.ask('{ __typename }')];
    await closed;

    expect(answers.map(({ status, headers }) => [status, headers.connection])).toEqual([
      [503, 'close'],
      [200, 'close'],
    ]);
    expect(answers[0]?.json()).toEqual({ status: 'draining' });
  });

  it('ends what takes longer than it may', async () => {
    const hasty = await openDoor({ drainSeconds: 0.2 });
    const slow = hasty.ask('{ slow(ms: 700) }').catch((error: unknown) => (error as { code: string }).code);
    await new Promise(resolve => setTimeout(resolve, 100));

    const started = performance.now();
    await hasty.gateway.close();

    expect(performance.now() - started).toBeLessThan(600);
    expect(await slow).toBe('ECONNRESET');
  });

  it('can be asked for twice', async () => {
    await Promise.all([door.gateway.close(), door.gateway.close()]);
  });

  it('gives the port back when it cannot be had', async () => {
    await expect(openDoor({ port: door.gateway.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
