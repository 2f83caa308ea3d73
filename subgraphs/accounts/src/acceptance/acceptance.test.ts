import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, password, roleIdOf, type Organization, type TestHouse } from '@deskgraph/testing';
import { cookieOf, mailedToken, newAddress, newcomer } from '../../test/newcomer.js';

let house: TestHouse;
let organization: Organization;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Inviting');
}, 30_000);

/** Invites an address as an agent; answers the mailed token. */
async function invite(email: string, mailsBefore = 0): Promise<string> {
  const owner = await organization.as('owner');
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const roleId = roles.find(({ key }) => key === 'agent')?.id;
  await owner.ask('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { message } } }', {
    input: { email, roleId },
  });
  return mailedToken(house, email, mailsBefore + 1);
}

const show = (token: string) => house.call(`/auth/invitation?token=${token}`);
const accept = (body: object, headers: Record<string, string> = {}) => house.call('/auth/invitation/accept', body, headers);
const memberships = async (cookie: string) => {
  const { body } = await house.call('/auth/session', undefined, { cookie });
  return body.session as { organizationId: string; organizations: { id: string; role: string }[] };
};

describe('an invitation', () => {
  it('lets a newcomer in with a name and a password of their own', async () => {
    const email = newAddress();
    const token = await invite(email);

    const shown = await show(token);
    const accepted = await accept({ token, name: 'Newt', password });

    expect(shown.body.invitation).toMatchObject({ organization: organization.name, email, role: 'Agent', hasAccount: false });
    expect(accepted.status).toBe(200);
    expect(await memberships(cookieOf(accepted))).toMatchObject({
      user: { email, name: 'Newt' },
      organizations: [{ id: organization.id, role: 'agent' }],
    });
  });

  it('works once', async () => {
    const token = await invite(newAddress());

    const uses = await Promise.all([1, 2, 3].map(n => accept({ token, name: `Newt ${String(n)}`, password })));
    const replay = [await accept({ token, name: 'Newt', password }), await show(token)];

    expect(uses.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(replay.map(({ body }) => body.error?.code)).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID']);
  });

  it('works for 72 hours, and not once it is revoked', async () => {
    const [late, revoked] = [newAddress(), newAddress()];
    const tokens = [await invite(late), await invite(revoked)];
    const [row] = await house.sql<{ hours: number }>(
      'select extract(epoch from expires_at - created_at)::int / 3600 as hours from accounts.invitation where email = $1',
      [late],
    );
    await house.sql('update accounts.invitation set expires_at = now() where email = $1', [late]);
    await house.sql(`update accounts.invitation set state = 'REVOKED' where email = $1`, [revoked]);

    const answers = await Promise.all(tokens.map(token => accept({ token, name: 'Newt', password })));

    expect(row?.hours).toBe(72);
    expect(answers.map(({ body }) => body.error?.code)).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID']);
  });

  it.each([
    ['is deactivated', `update accounts.member set state = 'DEACTIVATED' where id = $1`],
    [
      'holds less than it offers',
      `update accounts.member set role_id = (select id from accounts.role r where r.organization_id = member.organization_id and key = 'viewer') where id = $1`,
    ],
    ['was removed', 'delete from accounts.member where id = $1'],
  ])('works no more once its maker %s, until somebody sends it again', async (_what, change) => {
    const fresh = await house.organization();
    const [owner, admin] = [await fresh.as('owner'), await fresh.as('admin')];
    const email = newAddress();
    const { memberInvite } = await admin.ask<{ memberInvite: { invitation: { id: string } } }>(
      'mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { invitation { id } } }',
      { input: { email, roleId: await roleIdOf(house, fresh.id, 'agent') } },
    );
    const token = await mailedToken(house, email);
    await house.sql(change, [admin.memberId]);

    const refused = await accept({ token, name: 'Newt', password });
    await owner.ask('mutation ($id: ID!) { invitationResend(input: { id: $id }) { refusal { code } } }', { id: memberInvite.invitation.id });
    const accepted = await accept({ token: await mailedToken(house, email, 2), name: 'Newt', password });

    expect([refused.status, refused.body.error?.code]).toEqual([400, 'TOKEN_INVALID']);
    expect(accepted.status).toBe(200);
  });

  it("asks a person with an account for that one's password, whoever else is signed in", async () => {
    const known = await newcomer(house);
    const other = await newcomer(house);
    const token = await invite(known.email, 1);

    const answers = [
      await accept({ token }),
      await accept({ token, name: 'Eve', password: 'a password of my own' }),
      await accept({ token }, { cookie: other.cookie }),
    ];
    const right = await accept({ token, password });

    expect((await house.call('/auth/sign-in', { email: known.email, password: 'a password of my own' })).status).toBe(401);
    expect(answers.map(({ status, body }) => [status, body.error?.code])).toEqual([
      [400, 'INVALID'],
      [401, 'INVALID_CREDENTIALS'],
      [400, 'INVALID'],
    ]);
    expect(right.status).toBe(200);
    expect((await memberships(other.cookie)).organizations).toHaveLength(1);
  });

  it('needs no password of who is signed in with the invited address, and is where they land', async () => {
    const { email, cookie, organizationId } = await newcomer(house);
    const token = await invite(email, 1);

    const accepted = await accept({ token }, { cookie });
    const after = await memberships(cookie);

    expect([accepted.status, accepted.headers.getSetCookie()]).toEqual([200, []]);
    expect(after.organizationId).toBe(organization.id);
    expect(after.organizations.map(({ id }) => id).sort()).toEqual([organization.id, organizationId].sort());
  });

  it('takes over an account that nobody verified', async () => {
    const email = newAddress();
    await house.call('/auth/sign-up', { organization: 'Intruders', name: 'Eve', email, password: "the intruder's own" });
    const token = await invite(email, 1);

    const accepted = await accept({ token, name: 'Newt', password });

    expect(accepted.status).toBe(200);
    expect((await house.call('/auth/sign-in', { email, password: "the intruder's own" })).status).toBe(401);
    expect((await house.call('/auth/sign-in', { email, password })).status).toBe(200);
  });

  it.each([
    [{ name: 'Newt', password: 'short' }, 'password'],
    [{ password }, 'name'],
    [{ name: ['Newt'], password }, 'name'],
    [{ name: 'Newt', password, role: 'owner' }, 'role'],
    [{ name: 'Newt', password, email: 'eve@example.com' }, 'email'],
  ])('refuses %j by its field and is not spent', async (body, field) => {
    const token = await invite(newAddress());

    const refused = await accept({ token, ...body });

    expect([refused.status, refused.body.error?.code, refused.body.error?.field]).toEqual([400, 'INVALID', field]);
    expect((await accept({ token, name: 'Newt', password })).status).toBe(200);
  });
});
