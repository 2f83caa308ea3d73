import { expect, it } from '@jest/globals';
import { openLog } from '@deskgraph/kit';
import { agent, openAccounts, partner } from '../test/rooms.js';
import { openMetrics } from './metrics.js';
import { credentialsOf, openViewers, sessionCookie } from './viewer.js';

const session = { cookie: 'deskgraph_session=agent' };
const key = { authorization: 'Bearer dgk_partner' };

function open(options: { maxEntries?: number } = {}) {
  const clock = { now: 1_000_000 };
  const accounts = openAccounts();
  return {
    clock,
    accounts,
    viewers: openViewers({
      accounts,
      log: openLog('silent'),
      cacheSeconds: 5,
      maxEntries: 100,
      metrics: openMetrics(),
      now: () => clock.now,
      ...options,
    }),
  };
}

it('asks accounts once in five seconds', async () => {
  const { clock, accounts, viewers } = open();

  const [viewer] = await Promise.all([viewers.of(session, 'r1'), viewers.of(session, 'r2')]);
  clock.now += 4999;
  await viewers.of(session, 'r3');
  expect(accounts.fetched).toHaveLength(1);
  clock.now += 1;
  await viewers.of(session, 'r4');

  expect(accounts.fetched).toHaveLength(2);
  expect(viewer).toMatchObject(agent);
  expect(viewer?.may('ticket.read')).toBe(true);
});

it('keeps the viewer it had while accounts says the same', async () => {
  const { clock, accounts, viewers } = open();

  const before = await viewers.of(session, 'r1');
  clock.now += 5000;
  const after = await viewers.of(session, 'r2');

  expect(accounts.fetched).toHaveLength(2);
  expect(after).toBe(before);
});

it('asks nobody about nothing', async () => {
  const { accounts, viewers } = open();

  expect(await viewers.of({ organizationId: 'x' }, 'r')).toBeNull();
  expect(accounts.fetched).toEqual([]);
});

it('remembers no refusal', async () => {
  const { accounts, viewers } = open();

  await expect(viewers.of({ authorization: 'Bearer dgk_wrong' }, 'r')).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  await expect(viewers.of({ authorization: 'Bearer dgk_wrong' }, 'r')).rejects.toMatchObject({ status: 401 });

  expect(accounts.fetched).toHaveLength(2);
});

it('forgets a revoked credential at once, and no other', async () => {
  const { accounts, viewers } = open();
  await Promise.all([viewers.of(session, 'r'), viewers.of(key, 'r')]);

  viewers.forget(agent.credentialId);
  await Promise.all([viewers.of(session, 'r'), viewers.of(key, 'r')]);
  expect(accounts.fetched).toHaveLength(3);
  viewers.forget(({ id }) => id === partner.id);
  await Promise.all([viewers.of(session, 'r'), viewers.of(key, 'r')]);

  expect(accounts.fetched).toHaveLength(4);
});

it('does not remember an answer that a revocation overtook', async () => {
  const { accounts, viewers } = open();

  const early = viewers.of(session, 'r1');
  viewers.forget(agent.credentialId);
  await early;
  await viewers.of(session, 'r2');

  expect(accounts.fetched).toHaveLength(2);
});

it('keeps a bounded number, the ones used last', async () => {
  const { accounts, viewers } = open({ maxEntries: 2 });
  const organizations = ['a', 'b'].map(end => ({ ...key, organizationId: `0198c0de-0000-7000-8000-00000000000${end}` }));

  await viewers.of(session, 'r');
  await viewers.of(key, 'r');
  await viewers.of(session, 'r');
  await viewers.of(organizations[0]!, 'r'); // pushes out the key
  await viewers.of(session, 'r');
  expect(accounts.fetched).toHaveLength(3);
  await viewers.of(key, 'r');

  expect(accounts.fetched).toHaveLength(4);
});

it('takes one session cookie by its exact name', () => {
  const cookie = 'a=1; deskgraph_session=plain; __Host-deskgraph_session=secure; xdeskgraph_session=no';

  expect(credentialsOf({ cookie }, sessionCookie('http://desk.test'))).toEqual({ cookie: 'deskgraph_session=plain' });
  expect(sessionCookie('http://localhost:4000')).toBe('deskgraph_session_4000');
  expect(credentialsOf({ cookie }, sessionCookie('https://desk.test'))).toEqual({ cookie: '__Host-deskgraph_session=secure' });
  expect(credentialsOf({ cookie: 'deskgraph_session=' }, 'deskgraph_session')).toEqual({});
  expect(credentialsOf({ cookie, authorization: 'Bearer x' }, 'deskgraph_session')).toEqual({ authorization: 'Bearer x' });
});
