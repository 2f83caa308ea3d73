import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, openSocket, type Organization, type Person, type SocketIdentity, type TestHouse, type TestSocket } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let other: Organization;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  house = await openHouse();
  [organization, other] = await Promise.all([house.organization('Live'), house.organization('Other')]);
});
afterEach(async () => {
  await Promise.all(sockets.splice(0).map(socket => socket.close()));
});

const socketOf = (identity: SocketIdentity): TestSocket => {
  const socket = openSocket(house.url, identity);
  sockets.push(socket);
  return socket;
};
const rename = (person: Person, name: string) => person.ask('mutation ($input: ViewerRenameInput!) { viewerRename(input: $input) { refusal { code message } } }', { input: { name } });
const fresh = (): string => `Renamed ${crypto.randomUUID().slice(0, 8)}`;
const memberChanged = 'subscription ($id: ID!, $after: String) { memberChanged(id: $id, after: $after) { id name email } }';
const positionOf = (frame: { extensions?: { position?: string } }): string => frame.extensions?.position ?? 'none';

describe('a subscription', () => {
  it('tells what changed, once for each change, with its position', async () => {
    const [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
    const watching = await socketOf(agent).watch(memberChanged, { id: owner.memberId });
    const [first, second] = [fresh(), fresh()];

    await rename(owner, first);
    const before = await watching.next();
    await rename(owner, second);
    const after = await watching.next();

    expect([before.data, after.data]).toEqual([first, second].map(name => ({ memberChanged: { id: owner.memberId, name, email: null } })));
    expect(Number(positionOf(after))).toBeGreaterThan(Number(positionOf(before)));
    expect(watching.frames).toHaveLength(2);
  });

  it('says nothing of what is unknown, or another organization\'s', async () => {
    const [owner, stranger] = [await organization.as('owner'), await other.as('owner')];
    const socket = socketOf(stranger);
    const foreign = await socket.watch(memberChanged, { id: owner.memberId });
    const unknown = await socket.watch(memberChanged, { id: crypto.randomUUID() });
    const own = await socket.watch(memberChanged, { id: stranger.memberId });

    await rename(owner, fresh());
    await rename(stranger, fresh());
    await own.next();

    expect([foreign.frames, unknown.frames]).toEqual([[], []]);
  });

  it('comes to an end once, as null, when what it watches does', async () => {
    const owner = await organization.as('owner');
    const leaver = await (await house.organization('Leaver')).as('owner');
    const team = await house.organization('Team');
    const [boss, gone] = [await team.as('owner'), await team.as('viewer')];
    const watching = await socketOf(boss).watch(memberChanged, { id: gone.memberId });

    await boss.ask('mutation ($input: MemberRemoveInput!) { memberRemove(input: $input) { refusal { code } } }', { input: { id: gone.memberId } });
    const frame = await watching.next();

    expect(frame.data).toEqual({ memberChanged: null });
    expect(frame.errors).toBeUndefined();
    expect([owner.memberId, leaver.memberId]).not.toContain(gone.memberId);
  });

  it('goes on after a cursor, and misses nothing between a query and itself', async () => {
    const [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
    const socket = socketOf(agent);
    const { headers } = await agent.askRaw('query ($id: ID!) { member(id: $id) { name } }', { id: owner.memberId });
    const position = headers.get('x-deskgraph-position');
    const between = fresh();
    await rename(owner, between);
    const known = await socketOf(await organization.as('manager')).watch(memberChanged, { id: owner.memberId, after: position });

    const frame = await known.next();
    const resumed = await socket.watch(memberChanged, { id: owner.memberId, after: positionOf(frame) });
    const last = fresh();
    await rename(owner, last);

    expect(frame.data).toMatchObject({ memberChanged: { name: between } });
    expect((await resumed.next()).data).toMatchObject({ memberChanged: { name: last } });
    expect(resumed.frames).toHaveLength(1);
  });

  it('that goes on after a cursor says nothing of what is another organization\'s either', async () => {
    const [owner, stranger] = [await organization.as('owner'), await other.as('owner')];
    const { headers } = await stranger.askRaw('{ __typename }');
    const position = headers.get('x-deskgraph-position');
    await rename(owner, fresh());
    await rename(stranger, fresh());
    await (await socketOf(stranger).watch(memberChanged, { id: stranger.memberId, after: position })).next();
    const socket = socketOf(stranger);

    const foreign = await socket.watch(memberChanged, { id: owner.memberId, after: position });
    const unknown = await socket.watch(memberChanged, { id: crypto.randomUUID(), after: position });
    const own = await socket.watch(memberChanged, { id: stranger.memberId, after: position });
    await own.next();
    await rename(stranger, fresh());
    await own.next();

    expect([foreign.frames, unknown.frames]).toEqual([[], []]);
  });

  it.each([['0', 'RESYNC'], ['999999999999', 'RESYNC']])('answers a cursor that is not known any more (%s) with %s, and goes on', async (after, code) => {
    const [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
    await house.sql('delete from platform.event where position = 1');
    const watching = await socketOf(agent).watch(memberChanged, { id: owner.memberId, after });

    const frame = await watching.next();
    const name = fresh();
    await rename(owner, name);

    expect(frame.errors?.map(({ extensions }) => extensions?.code)).toEqual([code]);
    expect(positionOf(frame)).toMatch(/^\d+$/);
    expect((await watching.next()).data).toMatchObject({ memberChanged: { name } });
  });
});

describe('what may not be watched', () => {
  const codes = (error: unknown) => [error].flat().map(it => (it as { extensions?: { code?: string } }).extensions?.code);
  it.each([
    ['a document that cannot be parsed', 'subscription { memberChanged(', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { nothingChanged { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['two fields at once', 'subscription { a: sessionRevoked { id } b: sessionRevoked { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', memberChanged, {}, 'BAD_USER_INPUT'],
    ['a cursor that is none', memberChanged, { id: crypto.randomUUID(), after: 'yesterday' }, 'BAD_USER_INPUT'],
    ['a document that is too deep', `query { ${'organization { '.repeat(20)} name ${'}'.repeat(21)}`, {}, 'QUERY_TOO_DEEP'],
    ['a condition on the one field', 'subscription { sessionRevoked @include(if: true) { id } }', {}, 'BAD_USER_INPUT'],
  ])('%s arrives as an error message', async (_what, query, variables, code) => {
    const watching = await socketOf(await organization.as('owner')).watch(query, variables);

    expect(codes(await watching.over)).toContain(code);
    expect(watching.frames).toEqual([]);
  });

  it('a partner\'s key is not told of its maker\'s sessions', async () => {
    const watching = await socketOf({ authorization: `Bearer ${await organization.apiKey()}` }).watch('subscription { sessionRevoked { id } }');

    expect(codes(await watching.over)).toEqual(['FORBIDDEN']);
  });

  it('nobody is let in without a credential, with a bad one, or for another organization', async () => {
    const owner = await organization.as('owner');
    const shown: SocketIdentity[] = [{}, { authorization: 'Bearer dgk_00000000_nothing' }, { ...owner, organizationId: other.id }, { cookie: 'deskgraph_session=nothing' }];

    const closed = await Promise.all(shown.map(identity => {
      const socket = socketOf(identity);
      void socket.ask('{ __typename }').catch(() => undefined);
      return socket.closed;
    }));

    expect(closed).toEqual([4403, 4403, 4403, 4403]);
  });
});

describe('rights that change', () => {
  it('end a socket whose session is revoked, and tell the person\'s other browsers', async () => {
    const team = await house.organization('Revoked');
    const owner = await team.as('owner');
    const { headers } = await house.call('/auth/sign-in', { email: owner.email, password: 'correct horse battery staple' });
    const cookie = headers.getSetCookie().map(text => text.split(';')[0]).join('; ');
    const lost = socketOf({ cookie });
    const silent = await lost.watch(memberChanged, { id: owner.memberId });
    const told = await socketOf(owner).watch('subscription { sessionRevoked { __typename id } }');
    const { sessions } = await owner.ask<{ sessions: { id: string; current: boolean }[] }>('{ sessions { id current } }');
    const id = sessions.find(({ current }) => !current)?.id;

    const started = Date.now();
    await owner.ask('mutation ($input: SessionRevokeInput!) { sessionRevoke(input: $input) { ended } }', { input: { id } });

    expect(await lost.closed).toBe(4401);
    expect(Date.now() - started).toBeLessThan(5000);
    expect((await told.next()).data).toEqual({ sessionRevoked: { __typename: 'SessionRevocation', id } });
    await rename(owner, fresh());
    expect(silent.frames).toEqual([]);
  });

  it('end a socket of a revoked key and of a member who is kept out', async () => {
    const team = await house.organization('Out');
    const [owner, agent] = [await team.as('owner'), await team.as('agent')];
    const [key, person] = [socketOf({ authorization: `Bearer ${await team.apiKey()}` }), socketOf(agent)];
    await Promise.all([key, person].map(socket => socket.ask('{ __typename }')));
    const { apiKeys } = await owner.ask<{ apiKeys: { nodes: { id: string }[] } }>('{ apiKeys { nodes { id } } }');

    await owner.ask('mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { refusal { code } } }', { input: { id: apiKeys.nodes[0]?.id } });
    await owner.ask('mutation ($input: MemberDeactivateInput!) { memberDeactivate(input: $input) { refusal { code } } }', { input: { id: agent.memberId } });

    expect(await Promise.all([key.closed, person.closed])).toEqual([4401, 4401]);
  });

  it('count from the next frame on when a role changes', async () => {
    const team = await house.organization('Lowered');
    const [owner, manager] = [await team.as('owner'), await team.as('manager')];
    const watching = await socketOf(manager).watch(memberChanged, { id: owner.memberId });
    const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');

    await rename(owner, fresh());
    const before = await watching.next();
    await owner.ask('mutation ($input: MemberChangeRoleInput!) { memberChangeRole(input: $input) { refusal { code } } }', {
      input: { id: manager.memberId, roleId: roles.find(({ key }) => key === 'viewer')?.id },
    });
    const lowered = await watching.next();

    expect(before.data).toMatchObject({ memberChanged: { email: owner.email } });
    expect(lowered.data).toMatchObject({ memberChanged: { email: null } });
  });
});

describe('sharing', () => {
  it('asks once for all who may share, and gives each exactly what they would have been answered', async () => {
    const team = await house.organization('Shared');
    const roles = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const;
    const people = await Promise.all(roles.map(role => team.as(role)));
    const owner = people[0] as Person;
    const selection = '{ __typename id name email state viewerCan role { key name } }';
    const query = `subscription ($id: ID!) { memberChanged(id: $id) ${selection} }`;
    const watching = await Promise.all(people.map(person => socketOf(person).watch(query, { id: owner.memberId })));

    await rename(owner, fresh());
    const frames = await Promise.all(watching.map(one => one.next()));
    const alone = await Promise.all(people.map(person => person.ask<{ member: unknown }>(`query ($id: ID!) { member(id: $id) ${selection} }`, { id: owner.memberId })));

    expect(frames.map(({ data }) => data?.memberChanged)).toEqual(alone.map(({ member }) => member));
  });

  it('costs one execution an event, however many watch', async () => {
    const team = await house.organization('Crowd');
    const [owner, agent] = [await team.as('owner'), await team.as('agent')];
    const query = 'subscription ($id: ID!) { memberChanged(id: $id) { id name } }';
    const sockets = Array.from({ length: 10 }, () => socketOf(agent));
    const watching = (await Promise.all(sockets.map(socket => Promise.all([1, 2].map(() => socket.watch(query, { id: owner.memberId })))))).flat();
    const executions = async (): Promise<number> => Number(/^deskgraph_live_executions_total (\d+)/m.exec(await (await fetch(`${house.url}/metrics`)).text())?.[1]);
    const before = await executions();

    await rename(owner, fresh());
    const frames = await Promise.all(watching.map(one => one.next()));

    expect(new Set(frames.map(frame => JSON.stringify(frame))).size).toBe(1);
    expect(await executions()).toBe(before + 1);
  });
});

it('queries and mutations run over the socket, under the same rules', async () => {
  const [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
  const socket = socketOf(agent);

  const query = await socket.ask('{ viewer { role { key } } invitations { totalCount } }');
  const mutation = await socket.ask('mutation ($input: MemberRemoveInput!) { memberRemove(input: $input) { refusal { code } } }', { input: { id: owner.memberId } });

  expect(query.data).toEqual({ viewer: { role: { key: 'agent' } }, invitations: null });
  expect(query.errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  expect(query.extensions?.requestId).toMatch(/^[\w-]{8,64}$/);
  expect(mutation.errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
});
