import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, password, type Organization, type TestHouse } from '@deskgraph/testing';
import { cookieOf, mailedToken, newcomer, viewerBy } from '../../test/newcomer.js';

let house: TestHouse;
let organization: Organization;
let credentials: Record<'session' | 'key' | 'access' | 'refresh' | 'reset', string>;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization();
  const { email, cookie } = await newcomer(house);
  const { body } = await house.call('/auth/token', { grantType: 'password', email, password });
  await house.call('/auth/reset/request', { email });
  credentials = {
    session: cookie.split('=')[1] ?? '',
    key: await organization.apiKey(['member.read']),
    access: String(body.accessToken),
    refresh: String(body.refreshToken),
    reset: await mailedToken(house, email, 2),
  };
}, 30_000);

const kinds = ['session', 'key', 'access', 'refresh', 'reset'] as const;
const uuid = /^[0-9a-f-]{36}$/;

describe('a credential works in its own place only', () => {
  it.each(kinds)('%s as a bearer token', async kind => {
    const viewer = await viewerBy(house, { authorization: `Bearer ${credentials[kind]}` });

    expect(viewer).toMatch(kind === 'key' || kind === 'access' ? uuid : /^UNAUTHENTICATED$/);
  });

  it.each(kinds)('%s as a session cookie', async kind => {
    const viewer = await viewerBy(house, { cookie: `deskgraph_session_${new URL(house.url).port}=${credentials[kind]}` });

    expect(viewer).toMatch(kind === 'session' ? uuid : /^UNAUTHENTICATED$/);
  });

  it.each(kinds.filter(kind => kind !== 'refresh'))('%s as a refresh token', async kind => {
    const { status, body } = await house.call('/auth/token', { grantType: 'refresh', refreshToken: credentials[kind] });

    expect([status, body.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each(kinds)('%s as the token of a link', async kind => {
    const token = credentials[kind];

    const answers = [
      await house.call('/auth/verify', { token }),
      await house.call(`/auth/invitation?token=${token}`),
      await house.call('/auth/invitation/accept', { token, name: 'Eve', password }),
      await house.call('/auth/setup', { token, organization: 'Eve', name: 'Eve', email: 'eve@example.com', password }),
      ...(kind === 'reset' ? [] : [await house.call('/auth/reset', { token, password })]),
    ];

    expect(new Set(answers.map(({ status, body }) => `${String(status)} ${body.error?.code ?? 'OK'}`))).toEqual(
      new Set(['400 TOKEN_INVALID']),
    );
  });

  it.each([
    '',
    'Bearer',
    'Basic YTpi',
    'Bearer x y',
    'Bearer dgk_00000000_',
    'Bearer dga_',
    `Bearer dgk_00000000_${'a'.repeat(43)}`,
    `Bearer dga_${'a'.repeat(43)}`,
    "Bearer ' or 1=1 --",
  ])('nothing that looks like one: %j', async authorization => {
    expect(await viewerBy(house, { authorization })).toBe('UNAUTHENTICATED');
  });
});

describe('an API key', () => {
  it('may do what its scopes name, its maker still may, and keys may at all', async () => {
    const owner = await organization.as('owner');
    const secret = await organization.apiKey(['member.read', 'organization.read']);
    const granted = async () =>
      (
        await house.stranger({ authorization: `Bearer ${secret}` }).ask<{ viewer: { permissions: string[] } }>('{ viewer { permissions } }')
      ).viewer.permissions.sort();
    await house.sql(`update accounts.api_key set scopes = scopes || array['member.invite'] where prefix = $1`, [secret.slice(0, 12)]);

    expect(await granted()).toEqual(['member.read', 'organization.read']);
    expect(owner.memberId).toMatch(uuid);
  });

  it('is dead while its maker is deactivated, once it is revoked, and after its end', async () => {
    const fresh = await house.organization();
    const by = (secret: string) => viewerBy(house, { authorization: `Bearer ${secret}` });
    const [ended, revoked, kept] = [await fresh.apiKey(), await fresh.apiKey(), await fresh.apiKey()];
    await house.sql('update accounts.api_key set expires_at = now() where prefix = $1', [ended.slice(0, 12)]);
    await house.sql('update accounts.api_key set revoked_at = now() where prefix = $1', [revoked.slice(0, 12)]);
    const dead = [await by(ended), await by(revoked)];
    const { memberId } = await fresh.as('owner');
    await house.sql(`update accounts.member set state = 'DEACTIVATED' where id = $1`, [memberId]);

    expect(dead).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(await by(kept)).toBe('UNAUTHENTICATED');
  });

  it('is refused while its organization is suspended; people may still look', async () => {
    const fresh = await house.organization();
    const secret = await fresh.apiKey();
    const { email } = await fresh.as('agent');
    await house.sql(`update accounts.organization set state = 'SUSPENDED', suspended_at = now() where organization_id = $1`, [fresh.id]);

    const cookie = cookieOf(await house.call('/auth/sign-in', { email, password }));

    expect(await viewerBy(house, { authorization: `Bearer ${secret}` })).toBe('ORG_SUSPENDED');
    expect(await viewerBy(house, { cookie })).toMatch(uuid);
  });
});

describe('what is stored', () => {
  it('holds no credential and no address in plain', async () => {
    const tables = [
      'auth.session',
      'auth.verification',
      'auth.attempt',
      'accounts.token_family',
      'accounts.api_key',
      'accounts.invitation',
      'accounts.mail',
      'jobs.job',
      'platform.audit',
      'platform.event',
    ];
    for (const table of tables) {
      for (const kind of kinds) {
        expect([
          table,
          kind,
          await house.sql(`select 1 as one from ${table} t where t::text like '%' || $1 || '%'`, [credentials[kind]]),
        ]).toEqual([table, kind, []]);
      }
    }
  });
});
