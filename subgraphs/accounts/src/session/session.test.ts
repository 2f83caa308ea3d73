import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, password, soon, type TestHouse } from '@deskgraph/testing';
import { cookieOf, newAddress, newcomer, viewerBy } from '../../test/newcomer.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});

const signIn = (email: string, secret = password) => house.call('/auth/sign-in', { email, password: secret });
const graph = async (cookie: string, query: string, variables = {}) =>
  (await house.call('/graphql', { query, variables }, { cookie })).body.data as Record<string, unknown>;
const revoke = 'mutation ($id: ID!) { sessionRevoke(input: { id: $id }) { ended session { id current } refusal { code field } } }';

describe('a session', () => {
  it('ends when its person signs out, and not before', async () => {
    const { email } = await newcomer(house);
    const signedIn = await signIn(email);
    const cookie = cookieOf(signedIn);
    const { body: during } = await house.call('/auth/session', undefined, { cookie });

    const signedOut = await house.call('/auth/sign-out', {}, { cookie });
    const { body: after } = await house.call('/auth/session', undefined, { cookie });

    expect(during.session).toMatchObject({ user: { email, name: 'New Comer' }, organizations: [{ name: 'Newcomers', role: 'owner' }] });
    expect(signedOut.headers.get('set-cookie')).toBe(`deskgraph_session_${new URL(house.url).port}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
    expect(after.session).toBeNull();
    expect(await viewerBy(house, { cookie })).toBe('UNAUTHENTICATED');
  });

  it('is a random cookie that scripts cannot read, and its hash in the database', async () => {
    const { email } = await newcomer(house);

    const header = (await signIn(email)).headers.getSetCookie()[0] ?? '';
    const [, token = ''] = /^deskgraph_session_\d+=([\w-]{43}); Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/.exec(header) ?? [];

    expect(token).not.toBe('');
    expect(await house.sql('select 1 as one from auth.session where token = $1', [token])).toEqual([]);
  });

  it('lasts 12 hours without use and slides with it, 7 days at most', async () => {
    const { cookie, email } = await newcomer(house);
    const of = `where user_id = (select id from auth."user" where email = $1)`;
    const hoursLeft = async () =>
      (
        await house.sql<{ hours: number }>(
          `select round(extract(epoch from expires_at - now()) / 3600)::int as hours from auth.session ${of}`,
          [email],
        )
      )[0]?.hours;
    const session = async () => (await house.call('/auth/session', undefined, { cookie })).body.session;

    const fresh = await hoursLeft();
    await house.sql(`update auth.session set updated_at = now() - interval '5 hours', expires_at = now() + interval '7 hours' ${of}`, [
      email,
    ]);
    await session();
    const used = await hoursLeft();
    await house.sql(`update auth.session set created_at = now() - interval '166 hours', updated_at = now() - interval '1 hour' ${of}`, [
      email,
    ]);
    await session();
    const late = await hoursLeft();
    await house.sql(`update auth.session set created_at = now() - interval '7 days', expires_at = now() + interval '9 hours' ${of}`, [
      email,
    ]);

    expect([fresh, used, late]).toEqual([12, 12, 2]);
    expect(await session()).toBeNull();
  });

  it('ends, as the oldest, when its person signs in a 51st time', async () => {
    const { email, cookie } = await newcomer(house);
    const newer = cookieOf(await signIn(email));
    await house.sql(
      `insert into auth.session select gen_random_uuid(), user_id, gen_random_uuid()::text, expires_at, null, null, now(), now()
       from (select * from auth.session where user_id = (select id from auth."user" where email = $1) limit 1) s, generate_series(1, 48)`,
      [email],
    );
    const fifty = await viewerBy(house, { cookie });

    const newest = cookieOf(await signIn(email));

    expect(fifty).not.toBe('UNAUTHENTICATED');
    expect(await soon(() => viewerBy(house, { cookie }), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
    expect(await viewerBy(house, { cookie: newer })).not.toBe('UNAUTHENTICATED');
    expect(await viewerBy(house, { cookie: newest })).not.toBe('UNAUTHENTICATED');
  });

  it('is listed and ended by its own person only', async () => {
    const { email, cookie } = await newcomer(house);
    const elsewhere = cookieOf(await signIn(email));
    const stranger = await newcomer(house);
    const listed = (await graph(cookie, '{ sessions { id current } }')).sessions as { id: string; current: boolean }[];
    const other = listed.find(({ current }) => !current)?.id;

    const foreign = await graph(stranger.cookie, revoke, { id: other });
    const unknown = await graph(stranger.cookie, revoke, { id: crypto.randomUUID() });
    const own = await graph(cookie, revoke, { id: other });

    expect(listed).toHaveLength(2);
    expect(foreign).toEqual({ sessionRevoke: { ended: null, session: null, refusal: { code: 'NOT_FOUND', field: 'id' } } });
    expect(unknown).toEqual(foreign);
    expect(own).toEqual({ sessionRevoke: { ended: true, session: { id: other, current: false }, refusal: null } });
    expect(await viewerBy(house, { cookie: elsewhere })).toBe('UNAUTHENTICATED');
  });

  it('stays when its person ends all the others', async () => {
    const { email, cookie } = await newcomer(house);
    const others = [cookieOf(await signIn(email)), cookieOf(await signIn(email))];
    const end = () => graph(cookie, 'mutation { sessionRevokeOthers { ended refusal { code } } }');

    const [first, second] = [await end(), await end()];

    expect([first, second]).toEqual([
      { sessionRevokeOthers: { ended: true, refusal: null } },
      { sessionRevokeOthers: { ended: false, refusal: null } },
    ]);
    for (const other of others) expect(await viewerBy(house, { cookie: other })).toBe('UNAUTHENTICATED');
    expect((await graph(cookie, '{ sessions { current } }')).sessions).toEqual([{ current: true }]);
  });
});

describe('sign-in', () => {
  it('refuses a wrong password, an unknown address and a person whom no organization lets in alike', async () => {
    const { email } = await newcomer(house);
    const { email: shutOut } = await newcomer(house);
    await house.sql(`update accounts.member set state = 'DEACTIVATED' where email = $1`, [shutOut]);

    const answers = [await signIn(email, 'not the password'), await signIn(newAddress()), await signIn(shutOut)];

    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body.error]))).size).toBe(1);
    expect([answers[0]?.status, answers[0]?.body.error?.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  });

  it("leaves a trace of the failure in the person's organization", async () => {
    const { email, organizationId } = await newcomer(house);

    await signIn(email, 'not the password');

    expect(
      await house.sql(`select after from platform.audit where organization_id = $1 and action = 'session.refuse'`, [organizationId]),
    ).toEqual([{ after: { reason: 'INVALID_CREDENTIALS' } }]);
  });

  it('tries no password for an address after ten wrong ones, known or unknown, until 15 minutes are over', async () => {
    const { email } = await newcomer(house);
    const stranger = newAddress();
    for (const address of [email, stranger]) {
      for (let n = 0; n < 10; n++) await signIn(address, 'not the password');
    }

    const [known, unknown] = [await signIn(email), await signIn(stranger)];
    await house.sql(`update auth.attempt set started_at = started_at - interval '15 minutes' where kind = 'SIGN_IN'`);
    const later = await signIn(email);

    expect([known.status, known.body.error]).toEqual([unknown.status, unknown.body.error]);
    expect([known.status, known.body.error?.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(known.headers.get('retry-after'))).toBeGreaterThan(600);
    expect(later.status).toBe(200);
  }, 30_000);

  it.each([
    [{ email: ['a@example.com'], password }, 'email'],
    [{ email: 'a@example.com', password: ['x'] }, 'password'],
    [{ email: 'a@example.com', password, admin: true }, 'admin'],
  ])('refuses %j by its field', async (body, field) => {
    const answer = await house.call('/auth/sign-in', body);

    expect([answer.status, answer.body.error?.code, answer.body.error?.field]).toEqual([400, 'INVALID', field]);
  });
});
