import { describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, roleIdOf, toldOf, type Organization, type Person } from '@deskgraph/testing';

interface Shown {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly role: { key: string } | null;
  readonly viewerCan: string[];
}
interface Outcome {
  readonly invitation: Shown | null;
  readonly refusal: { code: string; field: string | null } | null;
}
type Verb = 'memberInvite' | 'invitationResend' | 'invitationRevoke';

const house = await openHouse();

const perform = async (person: Person, verb: Verb, input: object): Promise<Outcome> => {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const selection = 'invitation { id email state role { key } viewerCan } refusal { code field }';
  const document = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`;
  return (await person.ask<Record<Verb, Outcome>>(document, { input }))[verb];
};
const newAddress = (): string => `guest-${crypto.randomUUID()}@example.com`;
const invite = async (organization: Organization, email = newAddress()) => {
  const input = { email, roleId: await roleIdOf(house, organization.id, 'agent') };
  const { invitation } = await perform(await organization.as('admin'), 'memberInvite', input);
  if (!invitation) throw new Error('No invitation was made.');
  return invitation;
};
const refused = (code: string, field: string | null): Outcome => ({ invitation: null, refusal: { code, field } });
/** The tokens mailed to an address so far. */
const tokens = async (email: string, count: number): Promise<string[]> =>
  (await house.mails(email, count)).map(({ text }) => /invitation\?token=([\w-]{43})/.exec(text)?.[1] ?? '');

describe('inviting', () => {
  it('mails a link to the address, once for each idempotency key', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    const email = newAddress();
    const input = { email: email.toUpperCase(), roleId: await roleIdOf(house, organization.id, 'agent'), idempotencyKey: 'one' };

    const [first, again] = [await perform(admin, 'memberInvite', input), await perform(admin, 'memberInvite', input)];

    expect(first.invitation).toMatchObject({ email, state: 'PENDING', role: { key: 'agent' }, viewerCan: ['resend', 'revoke'] });
    expect(again).toEqual(first);
    expect(await tokens(email, 1)).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(await toldOf(house, first.invitation?.id ?? '')).toEqual({ events: ['member.invited'], audits: ['member.invite'] });
  });

  it('refuses members, addresses invited already, roles above one\'s own and what is no address; and leaves nothing behind', async () => {
    const organization = await house.organization();
    const [admin, agent] = [await organization.as('admin'), await organization.as('agent')];
    const [agents, owners] = [await roleIdOf(house, organization.id, 'agent'), await roleIdOf(house, organization.id, 'owner')];
    const { email } = await invite(organization);
    await house.mails(email);
    const before = await fingerprint(house, organization.id);

    const inviting = (address: string, roleId: string) => perform(admin, 'memberInvite', { email: address, roleId });
    expect(await inviting(agent.email.toUpperCase(), agents)).toEqual(refused('CONFLICT', 'email'));
    expect(await inviting(email, agents)).toEqual(refused('CONFLICT', 'email'));
    expect(await inviting(newAddress(), owners)).toEqual(refused('FORBIDDEN', 'roleId'));
    expect(await inviting(newAddress(), crypto.randomUUID())).toEqual(refused('NOT_FOUND', 'roleId'));
    expect(await inviting('a@b.example\r\nBcc: c@d.example', agents)).toEqual(refused('INVALID', 'email'));
    expect(await inviting('a@b.example, c@d.example', agents)).toEqual(refused('INVALID', 'email'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('invites an address once when two do it at the same time, and stops at 100', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    const roleId = await roleIdOf(house, organization.id, 'agent');
    const email = newAddress();

    const twins = await Promise.all([owner, admin].map(person => perform(person, 'memberInvite', { email, roleId })));
    await house.sql(
      `insert into accounts.invitation (organization_id, id, email, role_id, invited_by_id, token_hash, state, created_at, expires_at)
       select $1, gen_random_uuid(), n || '@many.example', $2, $3, sha256(gen_random_uuid()::text::bytea), 'PENDING', now(), now()
       from generate_series(1, 98) n`,
      [organization.id, roleId, admin.memberId],
    );
    const last = await Promise.all([owner, admin].map(person => perform(person, 'memberInvite', { email: newAddress(), roleId })));

    expect(twins.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
    expect(last.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['INVITATION_LIMIT', 'done']);
  });
});

describe('the mails of invitations', () => {
  const fill = (organization: Organization, count: number) =>
    house.sql(
      `insert into accounts.mail (organization_id, id, kind, state, created_at, sent_at)
       select $1, gen_random_uuid(), 'INVITATION', 'SENT', now(), now() from generate_series(1, $2)`,
      [organization.id, count],
    );

  it('end after 20 to one address in an hour, whoever asks', async () => {
    const [organization, other] = [await house.organization(), await house.organization()];
    const email = newAddress();
    await Promise.all(Array.from({ length: 19 }, () => house.call('/auth/reset/request', { email })));

    const { id } = await invite(organization, email);
    const again = await perform(await organization.as('admin'), 'invitationResend', { id });
    const elsewhere = await perform(await other.as('admin'), 'memberInvite', { email, roleId: await roleIdOf(house, other.id, 'agent') });

    expect(again).toEqual(refused('INVITATION_TOO_MANY_MAILS', 'id'));
    expect(elsewhere).toEqual(refused('INVITATION_TOO_MANY_MAILS', 'email'));
    expect(await house.mails(email)).toHaveLength(1);
  });

  it('end after 100 of one organization in an hour', async () => {
    const organization = await house.organization();
    const [admin, roleId] = [await organization.as('admin'), await roleIdOf(house, organization.id, 'agent')];
    await fill(organization, 99);

    const { id } = await invite(organization);
    const [again, another] = [
      await perform(admin, 'invitationResend', { id }),
      await perform(admin, 'memberInvite', { email: newAddress(), roleId }),
    ];

    expect(again).toEqual(refused('INVITATION_TOO_MANY_MAILS', 'id'));
    expect(another).toEqual(refused('INVITATION_TOO_MANY_MAILS', 'email'));
  });
});

describe('an invitation', () => {
  it('is sent again with a new link, and the old one is dead', async () => {
    const organization = await house.organization();
    const { id, email } = await invite(organization);
    await house.sql(`update accounts.invitation set expires_at = now() - interval '1 hour' where id = $1`, [id]);
    const admin = await organization.as('admin');

    const expired = '{ invitations(filter: { state: EXPIRED }) { nodes { id state } } }';
    const { invitations } = await admin.ask<{ invitations: { nodes: object[] } }>(expired);
    const outcome = await perform(admin, 'invitationResend', { id });
    const [first = '', second = ''] = await tokens(email, 2);
    const answers = await Promise.all([first, second].map(token => house.call(`/auth/invitation?token=${token}`)));

    expect(invitations.nodes).toEqual([{ id, state: 'EXPIRED' }]);
    expect(outcome.invitation).toMatchObject({ id, state: 'PENDING' });
    expect(answers.map(({ status, body }) => body.error?.code ?? status)).toEqual(['TOKEN_INVALID', 200]);
    expect(await toldOf(house, id)).toEqual({
      events: ['member.invited', 'invitation.resent'],
      audits: ['member.invite', 'invitation.resend'],
    });
  });

  it('is dead once revoked, and revoked once', async () => {
    const organization = await house.organization();
    const { id, email } = await invite(organization);
    const admin = await organization.as('admin');
    const [token = ''] = await tokens(email, 1);

    const outcome = await perform(admin, 'invitationRevoke', { id });
    const before = await fingerprint(house, organization.id);

    expect(outcome.invitation).toMatchObject({ id, state: 'REVOKED', viewerCan: [] });
    expect((await house.call(`/auth/invitation?token=${token}`)).body.error?.code).toBe('TOKEN_INVALID');
    expect(await perform(admin, 'invitationRevoke', { id })).toEqual(refused('INVITATION_SETTLED', 'id'));
    expect(await perform(admin, 'invitationResend', { id })).toEqual(refused('INVITATION_SETTLED', 'id'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('to a role above one\'s own is not one\'s to send again or revoke', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    const email = newAddress();
    const { invitation } = await perform(owner, 'memberInvite', { email, roleId: await roleIdOf(house, organization.id, 'owner') });
    await house.mails(email);
    const before = await fingerprint(house, organization.id);

    expect(await perform(admin, 'invitationResend', { id: invitation?.id })).toEqual(refused('FORBIDDEN', 'id'));
    expect(await perform(admin, 'invitationRevoke', { id: invitation?.id })).toEqual(refused('FORBIDDEN', 'id'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('of another organization is not there', async () => {
    const [theirs, ours] = [await house.organization(), await house.organization()];
    const [{ id, email }, stranger] = [await invite(theirs), await ours.as('owner')];
    await house.mails(email);
    const before = await fingerprint(house, theirs.id);
    const documents = [
      'query ($id: ID!) { invitation(id: $id) { id } }',
      ...['Resend', 'Revoke'].map(
        verb => `mutation ($id: ID!) { invitation${verb}(input: { id: $id }) { invitation { id } refusal { code message field } } }`,
      ),
    ];

    for (const document of documents) {
      const [real, random] = [await stranger.askRaw(document, { id }), await stranger.askRaw(document, { id: crypto.randomUUID() })];

      expect([real.body.data, real.body.errors]).toEqual([random.body.data, random.body.errors]);
      expect(JSON.stringify(real.body.data)).toMatch(/"invitation":null/);
    }
    expect(await fingerprint(house, theirs.id)).toEqual(before);
  });
});

describe('the invitations', () => {
  it('cost as many statements for 50 as for 5', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    await house.sql(
      `insert into accounts.invitation (organization_id, id, email, role_id, invited_by_id, token_hash, state, created_at, expires_at)
       select $1, gen_random_uuid(), n || '@many.example', r.id, m.id, sha256(gen_random_uuid()::text::bytea), 'REVOKED', now(), now()
       from generate_series(1, 10) n, accounts.role r, accounts.member m
       where r.organization_id = $1 and m.organization_id = $1 and m.role_id = r.id`,
      [organization.id],
    );
    const list = 'query ($first: Int!) { invitations(first: $first) { nodes { id state viewerCan role { key } invitedBy { name } } } }';

    const [few, many] = [await admin.askRaw(list, { first: 5 }), await admin.askRaw(list, { first: 50 })];

    expect((many.body.data as { invitations: { nodes: object[] } }).invitations.nodes).toHaveLength(50);
    expect(few.body.extensions?.['trace']).toEqual({ fetches: 1, statements: 4 });
    expect(many.body.extensions?.['trace']).toEqual(few.body.extensions?.['trace']);
  });
});
