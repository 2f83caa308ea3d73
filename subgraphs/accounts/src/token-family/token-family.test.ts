import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, password, soon, type TestHouse } from '@deskgraph/testing';
import { newcomer, viewerBy } from '../../test/newcomer.js';

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});

const issue = async (email: string) =>
  (await house.call('/auth/token', { grantType: 'password', email, password })).body as unknown as Pair;
const refresh = (refreshToken: string) => house.call('/auth/token', { grantType: 'refresh', refreshToken });
const next = async (token: string) => (await refresh(token)).body as unknown as Pair;
const by = (accessToken: string) => viewerBy(house, { authorization: `Bearer ${accessToken}` });
const age = (organizationId: string, columns: string) =>
  house.sql(`update accounts.token_family set ${columns} where organization_id = $1`, [organizationId]);

describe('a token family', () => {
  it('begins with a password and goes on by its newest refresh token', async () => {
    const { email } = await newcomer(house);

    const first = await issue(email);
    const second = await next(first.refreshToken);
    const third = await next(second.refreshToken);

    expect(first.expiresIn).toBe(600);
    expect(new Set([first, second, third].flatMap(pair => [pair.accessToken, pair.refreshToken])).size).toBe(6);
    expect([await by(first.accessToken), await by(second.accessToken)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(await by(third.accessToken)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has one chain and lives, though twenty callers refresh at once', async () => {
    const { email } = await newcomer(house);
    const first = await issue(email);

    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(first.refreshToken)));
    const pairs = answers.map(({ body }) => body as unknown as Pair);

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(pairs.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(new Set(pairs.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect((await refresh(pairs[0]?.refreshToken ?? '')).status).toBe(200);
  });

  it('ends, as the oldest, when its member begins more than 20; ended ones do not count', async () => {
    const { email, organizationId } = await newcomer(house);
    const [expired, oldest] = [await issue(email), await issue(email)];
    await house.sql(
      `update accounts.token_family set expires_at = now() where id = (select id from accounts.token_family where organization_id = $1 order by id limit 1)`,
      [organizationId],
    );
    const copies = (count: number) =>
      house.sql(
        `insert into accounts.token_family select f.organization_id, gen_random_uuid(), f.member_id, f.refresh_hash, null,
           sha256(gen_random_uuid()::text::bytea), f.access_expires_at, f.rotated_at, f.created_at + n * interval '1 ms', f.expires_at, null
         from (select * from accounts.token_family where organization_id = $1 order by id desc limit 1) f, generate_series(1, $2) n`,
        [organizationId, count],
      );
    await copies(18);

    const twentieth = await issue(email);
    const before = await by(oldest.accessToken);
    await Promise.all([issue(email), issue(email)]);
    const [living] = await house.sql<{ count: number }>(
      `select count(*)::int as count from accounts.token_family where organization_id = $1 and revoked_at is null and expires_at > now()`,
      [organizationId],
    );

    expect([before, await by(twentieth.accessToken)]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(await soon(() => by(oldest.accessToken), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
    expect((await refresh(expired.refreshToken)).status).toBe(401);
    expect(living?.count).toBe(20);
  });

  it('ends when a token comes back after its grace of 10 seconds', async () => {
    const { email, organizationId } = await newcomer(house);
    const first = await issue(email);
    const second = await next(first.refreshToken);
    await age(organizationId, `rotated_at = rotated_at - interval '11 seconds'`);

    const reuse = await refresh(first.refreshToken);

    expect([reuse.status, reuse.body.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    expect(await by(second.accessToken)).toBe('UNAUTHENTICATED');
    expect(
      await house.sql(`select action from platform.audit where organization_id = $1 and action like 'tokenFamily.re%'`, [organizationId]),
    ).toEqual([{ action: 'tokenFamily.reuse' }]);
    expect(
      await house.sql(`select topic from platform.event where organization_id = $1 and topic = 'session.revoked'`, [organizationId]),
    ).toHaveLength(1);
  });

  it('ends when a token comes back that was replaced twice, at once', async () => {
    const { email } = await newcomer(house);
    const first = await issue(email);
    const third = await next((await next(first.refreshToken)).refreshToken);

    await refresh(first.refreshToken);

    expect((await refresh(third.refreshToken)).status).toBe(401);
  });

  it('cannot be ended by somebody who guesses', async () => {
    const { email } = await newcomer(house);
    const { refreshToken } = await issue(email);
    const bytes = Buffer.from(refreshToken.slice(4), 'base64url');
    const forge = (at: number) => `dgr_${Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))).toString('base64url')}`;

    const guesses = await Promise.all([0, 16, 32, 64, 95].map(at => refresh(forge(at))));

    expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('has access tokens of 10 minutes and ends after 30 days, however busy it is', async () => {
    const { email, organizationId } = await newcomer(house);
    const first = await issue(email);
    const [life] = await house.sql<{ days: number }>(
      `select extract(day from expires_at - created_at)::int as days from accounts.token_family where organization_id = $1`,
      [organizationId],
    );
    await age(organizationId, `access_expires_at = now()`);
    const stale = await by(first.accessToken);
    const second = await next(first.refreshToken);
    await age(organizationId, `expires_at = now()`);

    expect(life?.days).toBe(30);
    expect(stale).toBe('UNAUTHENTICATED');
    expect((await refresh(second.refreshToken)).status).toBe(401);
  });

  it('is of the organization that was named, if the person is in it', async () => {
    const { email, organizationId } = await newcomer(house);
    const { organizationId: foreign } = await newcomer(house);
    const ask = (id: string) => house.call('/auth/token', { grantType: 'password', email, password, organizationId: id });

    const [own, other, unknown] = [await ask(organizationId), await ask(foreign), await ask(crypto.randomUUID())];

    expect(own.status).toBe(200);
    expect([other.status, other.body.error?.code, other.body.error?.field]).toEqual([400, 'INVALID', 'organizationId']);
    expect(unknown.body.error).toEqual(other.body.error);
  });

  it('stops while its organization is suspended and ends with its member', async () => {
    const { email, organizationId } = await newcomer(house);
    const pair = await issue(email);
    const suspend = (state: string) =>
      house.sql(
        `update accounts.organization set state = $2, suspended_at = case when $2 = 'SUSPENDED' then now() end where organization_id = $1`,
        [organizationId, state],
      );

    await suspend('SUSPENDED');
    const [access, asked, again] = [
      await by(pair.accessToken),
      await refresh(pair.refreshToken),
      await house.call('/auth/token', { grantType: 'password', email, password }),
    ];
    await suspend('ACTIVE');
    await house.sql(`update accounts.member set state = 'DEACTIVATED' where organization_id = $1`, [organizationId]);

    expect([access, asked.body.error?.code, again.body.error?.code]).toEqual(['ORG_SUSPENDED', 'ORG_SUSPENDED', 'ORG_SUSPENDED']);
    expect((await refresh(pair.refreshToken)).status).toBe(401);
  });

  it.each([
    [{}],
    [{ grantType: 'client_credentials' }],
    [{ grantType: ['password'], email: 'a@example.com', password }],
    [{ grantType: 'refresh', refreshToken: { like: 'dgr_' } }],
    [{ grantType: 'refresh', refreshToken: 'dgr_x', email: 'a@example.com' }],
  ])('refuses %j', async body => {
    const answer = await house.call('/auth/token', body);

    expect([answer.status, answer.body.error?.code]).toEqual([400, 'INVALID']);
  });
});
