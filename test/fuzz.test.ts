import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { canariesOf, fingerprint, generateOperations, openHouse, openSocket, type Answer, type IdPools, type Operation, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { buildSchema, getNamedType, isLeafType, isObjectType, Kind, parse, type ObjectTypeDefinitionNode } from 'graphql';

const schema = buildSchema(readFileSync(new URL('../schema/api.graphql', import.meta.url), 'utf8'));
const count = Number(process.env.DESKGRAPH_FUZZ_COUNT ?? 2000);
const seed = Number(process.env.DESKGRAPH_FUZZ_SEED ?? 20261120);

/** Every type that other rooms may point to, with its leaves. */
const rooms = readdirSync(new URL('../schema', import.meta.url)).filter(name => name.endsWith('.graphql') && !['api.graphql', 'supergraph.graphql'].includes(name)).map(name => name.replace('.graphql', ''));
const entities = rooms.flatMap(room =>
  parse(readFileSync(new URL(`../schema/${room}.graphql`, import.meta.url), 'utf8'))
    .definitions.filter((node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION && (node.directives ?? []).some(({ name, arguments: given = [] }) => name.value === 'key' && !given.some(argument => argument.name.value === 'resolvable')))
    .map(({ name: { value: name } }) => [room, name, leavesOf(name)] as const)
    .filter(([, name]) => !['commerce Customer', 'ticketing Customer', 'voice Customer', 'knowledge Ticket', 'voice Ticket'].includes(`${room} ${name}`)), // rows of other rooms, of which these know the id
);

let house: TestHouse;
let [a, b]: Organization[] = [];
let principals: Person[];
let pools: IdPools;
let canaries: string[];

beforeAll(async () => {
  house = await openHouse();
  [a, b] = await Promise.all([house.furnished('CNRY-A'), house.furnished('CNRY-B')]);
  const roles = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'] as const;
  principals = [...(await Promise.all(roles.map(role => a!.as(role)))), house.stranger({ authorization: `Bearer ${await a.apiKey()}` }), house.stranger()];
  await house.settled(b);
  const [own, foreign] = await Promise.all([canariesOf(house, a.id), canariesOf(house, b.id)]);
  canaries = [...foreign.ids, ...foreign.texts];
  pools = {
    own: own.ids,
    foreign: foreign.ids,
    missing: foreign.ids.map(() => crypto.randomUUID()), // as many, so that two foreign ids never become one
    malformed: ['', '1', 'null', '%', "' or 1=1 --", `${foreign.ids[0] ?? ''} `, (foreign.ids[0] ?? '').toUpperCase()],
  };
});

/** What an answer says, once what differs by nature is blanked: the request id, and the ids the question itself named. */
function blank({ status, body }: Answer, operation: Operation): string {
  let text = JSON.stringify({ status, ...body, extensions: { ...body.extensions, requestId: '' } }).replaceAll(/"requestId":"[^"]*"/g, '""').replaceAll(/request [\w-]{8,64}/g, '');
  for (const id of pools.foreign.concat(pools.missing)) if (JSON.stringify(operation.variables).includes(id)) text = text.replaceAll(id, '');
  return text;
}

describe(`${String(count)} generated operations of one organization against another`, () => {
  it('show nothing of it, change nothing in it, and cannot tell its ids from unknown ones', async () => {
    const operations = generateOperations(schema, pools, { seed, count });
    const before = await fingerprint(house, b!.id);
    const leaks: object[] = [];
    const oracles: object[] = [];
    const failures: object[] = [];
    const seen = new Set<string>();

    const check = async (operation: Operation, principal: Person): Promise<void> => {
      const answer = await principal.askRaw(operation.text, operation.variables);
      const text = JSON.stringify(answer.body);
      const asked = JSON.stringify(operation.variables);
      const leaked = canaries.filter(canary => text.includes(canary) && !asked.includes(canary));
      if (leaked.length > 0) leaks.push({ operation, leaked });
      if (answer.status >= 500 || text.includes('"code":"INTERNAL"')) failures.push({ operation, status: answer.status, body: answer.body });
      if (answer.body.data) for (const field of operation.selected) seen.add(field);
      const isMadeAnew = /auditExport\(|customerCreate\(|viewCreate\(/.test(operation.text); // and differs by nature: its own test compares
      if (operation.ids !== 'foreign' || isMadeAnew) return;
      const twin: Operation = { ...operation, variables: swap(operation.variables) };
      const other = await principal.askRaw(twin.text, twin.variables);
      const isHeld = [answer, other].some(({ body }) => /"code":"UNAVAILABLE","field":"idempotencyKey"/.test(JSON.stringify(body))); // by another of the eight, with the same key
      if (!isHeld && blank(answer, operation) !== blank(other, twin)) oracles.push({ operation, answer: answer.body, other: other.body });
    };
    const queue = operations.map((operation, index) => [operation, principals[index % principals.length]!] as const);
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await check(...next);
    }));

    expect(leaks).toEqual([]);
    expect(oracles).toEqual([]);
    expect(failures).toEqual([]);
    expect(await fingerprint(house, b!.id)).toEqual(before);
    expect(everyField().filter(field => !seen.has(field))).toEqual([]);
  }, 300_000);

  it('nor do its subscriptions, whatever happens there', async () => {
    const watchers = principals.slice(0, -1); // somebody without a credential has no socket
    const operations = generateOperations(schema, { ...pools, malformed: ['0', ...pools.malformed.slice(1)] }, { seed, count: 160, kinds: ['subscription'], complete: false });
    const sockets = watchers.map(({ cookie, authorization }) => openSocket(house.url, { cookie, ...(authorization ? { authorization } : {}) }));
    const watched = await Promise.all(operations.map(async (operation, index) => ({ operation, watching: await sockets[index % sockets.length]!.watch(operation.text, operation.variables) })));

    const nouns = Object.values(schema.getSubscriptionType()?.getFields() ?? {}).map(({ type }) => getNamedType(type).name.replace(/Change$/, '')).map(name => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    const topics = [...nouns.map(noun => `${noun}.changed`), ...nouns.map(noun => `${noun}.revoked`)];
    for (const topic of topics) {
      await house.sql(
        `insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) select $1, $2, id, array[id], $1, 'fuzz', now() from unnest($3::uuid[]) id`,
        [b!.id, topic, pools.foreign.filter(id => /^[0-9a-f-]{36}$/.test(id))],
      );
    }
    await house.sql(`select pg_notify('fresh', '')`);
    await new Promise(done => setTimeout(done, 1500));
    await Promise.all(sockets.map(socket => socket.close()));

    const leaks = watched.filter(({ operation, watching }) => {
      const text = JSON.stringify(watching.frames);
      return canaries.some(canary => text.includes(canary) && !JSON.stringify(operation.variables).includes(canary));
    });
    const told = watched.filter(({ operation, watching }) => operation.ids === 'foreign' && watching.frames.some(({ data }) => data && Object.values(data).some(Boolean)));
    expect(topics.length).toBeGreaterThanOrEqual(8);
    expect(leaks).toEqual([]);
    expect(told).toEqual([]);
  }, 120_000);

  it.each(entities)('find no %s.%s of it either, asked straight at the room', async (room, name, fields) => {
    const noun = { Delivery: 'inbox', ParkedEvent: 'parked' }[name] ?? name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
    const [own] = await house.sql<{ table: string | null }>(`select to_regclass($1)::text as table`, [`${room}.${noun}`]);
    const table = own?.table ?? `platform.${noun}`;
    const rows = await house.sql<{ id: string; organization_id: string; is_everybodys: boolean }>(`select coalesce(to_jsonb(t) ->> 'id', organization_id::text) as id, organization_id, coalesce((to_jsonb(t) ->> 'is_shared')::boolean, (to_jsonb(t) ->> 'shared')::boolean, true) as is_everybodys from ${table} t where organization_id in ($1, $2) limit 500`, [a!.id, b!.id]);
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${name} { ${fields.join(' ')} } } }`;
    const found = async ({ id: organizationId }: Organization, some = rows): Promise<unknown> => {
      const representations = some.filter(row => row.organization_id === organizationId).map(({ id }) => ({ __typename: name, id }));
      expect(representations).not.toHaveLength(0);
      return house.askRoom(room, a!, query, { representations }, 'all');
    };

    expect(await found(b!)).toEqual({ data: { _entities: rows.filter(row => row.organization_id === b!.id).map(() => null) } });
    const everybodys = rows.filter(row => row.is_everybodys); // what somebody keeps for themselves is not there for a colleague either
    expect(await found(a!, everybodys)).toMatchObject({ data: { _entities: everybodys.filter(row => row.organization_id === a!.id).map(({ id }) => ({ id })) } });
  });
});

/** The same question with every foreign id replaced by one that nobody has, the same for the same. */
function swap(variables: Record<string, unknown>): Record<string, unknown> {
  let text = JSON.stringify(variables);
  for (const [index, id] of pools.foreign.entries()) text = text.replaceAll(id, pools.missing[index % pools.missing.length]!);
  return JSON.parse(text) as Record<string, unknown>;
}

/** Types that only subscriptions answer. */
const onlyLive = new Set(['SessionRevocation', 'CallChange', 'OrderChange', 'TicketChange']);

/** Every field of the API but subscriptions', which are watched beside. */
function everyField(): string[] {
  return Object.values(schema.getTypeMap())
    .filter(type => isObjectType(type) && !type.name.startsWith('__') && type.name !== 'Subscription' && !onlyLive.has(type.name))
    .flatMap(type => (isObjectType(type) ? Object.keys(type.getFields()).map(field => `${type.name}.${field}`) : []));
}

/** The fields of a type that hold no object. */
function leavesOf(name: string): string[] {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.values(type.getFields()).filter(field => isLeafType(getNamedType(field.type))).map(field => field.name) : [];
}
