import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { mailbox, openHouse, openSocket, password, raiseHouse, type Organization, type Person, type RaisedHouse, type TestHouse } from '@deskgraph/testing';
import { arrived, mailOf, post } from '../subgraphs/ticketing/test/post.js';
import { connect, handled, place } from '../subgraphs/voice/test/switchboard.js';

/** What the wire promises, in one process and in a process for each room. */
describe.each(['one', 'each'] as const)('the house in mode %s', mode => {
  let raised: RaisedHouse | undefined;
  let house: TestHouse;
  let organization: Organization;
  let owner: Person;
  beforeAll(async () => {
    raised = mode === 'one' ? undefined : await raiseHouse({ mode });
    house = await openHouse(raised?.standing);
    organization = await house.organization('Wire');
    owner = await organization.as('owner');
  }, 180_000);
  afterAll(() => raised?.close());

  it('answers over several rooms in one question, with the entities of one in another', async () => {
    await owner.ask('mutation { organizationUpdate(input: { name: "Wired" }) { refusal { code } } }');

    const answer = await owner.ask('{ organization { name } calls { totalCount } auditEntries(filter: { action: "organization.update" }) { nodes { action actor { id name } } } }');

    expect(answer).toMatchObject({ organization: { name: 'Wired' }, calls: { totalCount: 0 }, auditEntries: { nodes: [{ action: 'organization.update', actor: { id: owner.memberId } }] } });
  });

  it('signs people in and out, and knows keys', async () => {
    const { status, headers } = await house.call('/auth/sign-in', { email: owner.email, password });
    const cookie = headers.getSetCookie().map(text => text.split(';')[0]).join('; ');
    const ask = async (shown: Record<string, string>) => (await house.stranger(shown).askRaw('{ viewer { role { key } } }')).body.data;
    const before = await ask({ cookie });
    await house.call('/auth/sign-out', {}, { cookie });
    const isOut = async (): Promise<boolean> => (await house.stranger({ cookie }).askRaw('{ viewer { role { key } } }')).status === 401;
    const signedOut = Date.now();
    while (!(await isOut()) && Date.now() - signedOut < 5000) await sleep(20);

    expect(status).toBe(200);
    expect(before).toEqual({ viewer: { role: { key: 'owner' } } });
    expect(Date.now() - signedOut).toBeLessThan(1000);
    expect(await ask({ authorization: `Bearer ${await organization.apiKey()}` })).toMatchObject({ viewer: expect.anything() });
    expect((await house.call('/auth/sign-in', { email: owner.email, password: 'not the password' })).status).toBe(401);
  });

  it('refuses with codes and fields, and answers foreign ids like unknown ones', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const remove = (id: string) => stranger.ask('mutation ($input: MemberRemoveInput!) { memberRemove(input: $input) { member { id } refusal { code field } } }', { input: { id } });

    const denied = await (await organization.as('viewer')).askRaw('{ invitations { totalCount } }');
    const malformed = await owner.askRaw('{ members(first: 1000) { totalCount } }');

    expect(await remove(owner.memberId)).toEqual(await remove(crypto.randomUUID()));
    expect(denied.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(malformed.body.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', field: 'first' });
  });

  it('takes a switchboard\'s call, and tells whoever watches', async () => {
    const switchboard = await connect(owner);
    const { deliveries } = await place(house, switchboard, { states: ['ringing'] });
    await handled(house, organization.id);
    const { calls } = await owner.ask<{ calls: { nodes: { id: string }[] } }>('{ calls { nodes { id } } }');
    const socket = openSocket(house.url, owner);
    const watching = await socket.watch('subscription ($id: ID!) { memberChanged(id: $id) { name } }', { id: owner.memberId });

    await owner.ask('mutation { viewerRename(input: { name: "Somebody else" }) { refusal { code } } }');

    expect(deliveries).toMatchObject([{ status: 200 }]);
    expect(calls.nodes).toHaveLength(1);
    expect((await watching.next()).data).toEqual({ memberChanged: { name: 'Somebody else' } });
    await socket.close();
  });

  it('takes mail in beside its gateway, stores it in a room and has it read by a worker', async () => {
    const { id, inboundAddress } = await mailbox(owner);
    const large = Buffer.concat([mailOf('Large'), Buffer.from(`${'x'.repeat(78)}\r\n`.repeat(100_000))]);

    const posted = [await post(house, inboundAddress, mailOf('Small')), await post(house, inboundAddress, large), await post(house, `nobody@${inboundAddress.split('@')[1] ?? ''}`, large)];

    expect(posted.map(({ code }) => code)).toEqual([250, 250, 550]);
    expect((await arrived(owner, id)).map(({ subject, state, size }) => ({ subject, state, size }))).toEqual([
      { subject: 'Small', state: 'PARSED', size: mailOf('Small').length },
      { subject: 'Large', state: 'PARSED', size: large.length },
    ]);
  });

  it('sends mail from its worker, and says so in the job', async () => {
    const { email } = await organization.as('agent');
    await house.call('/auth/reset/request', { email });

    const mails = await house.mails(email);
    await house.settled(organization);

    expect(mails).toHaveLength(1);
    expect(await owner.ask('{ jobs(filter: { name: "accounts.mail" }, first: 1) { nodes { state } } }')).toEqual({ jobs: { nodes: [{ state: 'DONE' }] } });
  });
});
