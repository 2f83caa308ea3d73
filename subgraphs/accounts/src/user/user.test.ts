import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, password, type TestHouse } from '@deskgraph/testing';
import { mailedToken, newAddress, newcomer, openSignUp } from '../../test/newcomer.js';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  await openSignUp(house);
});

const form = (email: unknown, changes: Record<string, unknown> = {}) => ({
  organization: 'Acme',
  name: 'Ada',
  email,
  password,
  ...changes,
});
const people = (email: string) => house.sql<{ count: number }>('select count(*)::int as count from auth."user" where email = $1', [email]);
const signIn = (email: string, secret = password) => house.call('/auth/sign-in', { email, password: secret });

describe('sign-up', () => {
  it('opens an organization whose owner gets in once the address is verified', async () => {
    const email = newAddress();

    const signedUp = await house.call('/auth/sign-up', form(email.toUpperCase()));
    const before = await signIn(email);
    const verified = await house.call('/auth/verify', { token: await mailedToken(house, email) });
    const after = await signIn(email);

    expect([signedUp.status, signedUp.body]).toEqual([200, { ok: true }]);
    expect([before.status, before.body.error?.code]).toEqual([403, 'EMAIL_NOT_VERIFIED']);
    expect([verified.status, after.status]).toEqual([200, 200]);
  });

  it('leaves an audit row and an event in the organization it opens', async () => {
    const { organizationId } = await newcomer(house);

    const audited = await house.sql<{ action: string }>('select action from platform.audit where organization_id = $1 order by id', [
      organizationId,
    ]);
    const said = await house.sql<{ topic: string }>(`select topic from platform.event where organization_id = $1 and topic <> 'job.changed' order by id`, [
      organizationId,
    ]);

    expect(audited.map(({ action }) => action)).toEqual([
      'member.join',
      'organization.found',
      'user.signUp',
      'user.verify',
      'session.start',
    ]);
    expect(said.map(({ topic }) => topic)).toEqual([
      'member.joined',
      'organization.founded',
      'user.signedUp',
      'user.verified',
      'session.started',
    ]);
  });

  it('answers alike for known and unknown addresses, and tells the known one by mail', async () => {
    const { email } = await newcomer(house);
    const organization = crypto.randomUUID();

    const known = await house.call('/auth/sign-up', form(email, { organization }));
    const unknown = await house.call('/auth/sign-up', form(newAddress()));

    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect((await house.mails(email, 2)).map(({ subject }) => subject)).toEqual(['Confirm your address', 'You already have an account']);
    expect(await people(email)).toEqual([{ count: 1 }]);
    expect(await house.sql('select 1 as one from accounts.organization where name = $1', [organization])).toEqual([]);
  });

  it('of two at once for one address makes one person', async () => {
    const email = newAddress();

    const answers = await Promise.all([1, 2, 3].map(() => house.call('/auth/sign-up', form(email))));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await people(email)).toEqual([{ count: 1 }]);
  });

  it('that fails at its last step leaves nobody behind', async () => {
    const email = newAddress();
    const trigger = `refuse_${crypto.randomUUID().replaceAll('-', '')}`;
    await house.sql(`create function ${trigger}() returns trigger language plpgsql as $$ begin
      if exists (select from auth."user" where email = '${email}') then raise exception 'no mail today'; end if; return new; end $$`);
    await house.sql(`alter function ${trigger}() security definer`);
    await house.sql(`create trigger ${trigger} before insert on accounts.mail for each row execute function ${trigger}()`);

    const { status, body } = await house.call('/auth/sign-up', form(email, { organization: trigger }));
    await house.sql(`drop function ${trigger}() cascade`);

    expect([status, body.error?.code]).toEqual([500, 'INTERNAL']);
    expect(await people(email)).toEqual([{ count: 0 }]);
    expect(await house.sql('select 1 as one from accounts.organization where name = $1', [trigger])).toEqual([]);
  });

  it.each([
    ['a list of addresses', { email: ['a@example.com', 'b@example.com'] }, 'email'],
    ['an object for an address', { email: { like: '%' } }, 'email'],
    ['no address', { email: null }, 'email'],
    ['a second recipient', { email: 'a@example.com,b@example.com' }, 'email'],
    ['a header in the address', { email: 'a@example.com\r\nBcc: b@example.com' }, 'email'],
    ['a header in the name', { name: 'Ada\r\nBcc: b@example.com' }, 'name'],
    ['NUL', { name: 'A\0da' }, 'name'],
    ['half a character', { organization: 'Acme \ud83d' }, 'organization'],
    ['a name of 101 characters', { name: 'a'.repeat(101) }, 'name'],
    ['a password of 11 characters', { password: 'x'.repeat(11) }, 'password'],
    ['a password of 129 characters', { password: 'x'.repeat(129) }, 'password'],
    ['a field that does not exist', { role: 'owner' }, 'role'],
  ])('refuses %s by its field', async (_what, changes, field) => {
    const organization = crypto.randomUUID();

    const { status, body } = await house.call('/auth/sign-up', form(newAddress(), { organization, ...changes }));

    expect([status, body.error?.code, body.error?.field]).toEqual([400, 'INVALID', field]);
    expect(await house.sql('select 1 as one from accounts.organization where name = $1', [organization])).toEqual([]);
  });

  it('refuses a field that stands twice', async () => {
    const twice = JSON.stringify(form('a@example.com')).replace('"email"', '"\\u0065mail":"b@example.com","email"');

    const { status, body } = await house.call('/auth/sign-up', twice);

    expect([status, body.error?.code, body.error?.field]).toEqual([400, 'INVALID', 'email']);
  });
});

describe('the link to verify', () => {
  it('works once', async () => {
    const email = newAddress();
    await house.call('/auth/sign-up', form(email));
    const token = await mailedToken(house, email);

    const uses = await Promise.all([1, 2, 3].map(() => house.call('/auth/verify', { token })));
    const later = await house.call('/auth/verify', { token });

    expect(uses.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect([later.status, later.body.error?.code]).toEqual([400, 'TOKEN_INVALID']);
  });

  it('works for 24 hours', async () => {
    const email = newAddress();
    await house.call('/auth/sign-up', form(email));
    const token = await mailedToken(house, email);
    const [row] = await house.sql<{ hours: number }>(
      `select extract(epoch from v.expires_at - v.created_at)::int / 3600 as hours from auth.verification v join auth."user" u on u.id = v.user_id where u.email = $1`,
      [email],
    );
    await house.sql(`update auth.verification set expires_at = now() where user_id = (select id from auth."user" where email = $1)`, [
      email,
    ]);

    const { body } = await house.call('/auth/verify', { token });

    expect(row?.hours).toBe(24);
    expect(body.error?.code).toBe('TOKEN_INVALID');
  });

  it.each([
    ['first', "the intruder's own", password],
    ['last', password, "the intruder's own"],
  ])('lets no intruder in who signed up %s, and asks whoever reads the mail for a password', async (_when, first, second) => {
    const email = newAddress();
    await house.call('/auth/sign-up', form(email, { password: first }));
    const confirming = await mailedToken(house, email, 1);
    await house.call('/auth/sign-up', form(email, { password: second }));
    const choosing = await mailedToken(house, email, 2);
    await house.call('/auth/verify/resend', { email });
    const again = await mailedToken(house, email, 3);

    const unproven = [await signIn(email, first), await signIn(email, second)];
    const confirmed = await house.call('/auth/verify', { token: confirming });
    const chosen = await house.call('/auth/reset', { token: again, password });

    expect(unproven.map(({ status }) => status)).toEqual([401, 401]);
    expect(confirmed.body.error?.code).toBe('TOKEN_INVALID');
    expect(chosen.status).toBe(200);
    expect([(await signIn(email)).status, (await signIn(email, "the intruder's own")).status]).toEqual([200, 401]);
    expect((await house.call('/auth/reset', { token: choosing, password })).body.error?.code).toBe('TOKEN_INVALID');
  });

  it('is sent again on request, alike for known and unknown addresses', async () => {
    const email = newAddress();
    await house.call('/auth/sign-up', form(email));

    const known = await house.call('/auth/verify/resend', { email });
    const unknown = await house.call('/auth/verify/resend', { email: newAddress() });

    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect((await house.call('/auth/verify', { token: await mailedToken(house, email, 2) })).status).toBe(200);
  });
});
