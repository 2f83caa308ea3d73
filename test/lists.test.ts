import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, roleIdOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { buildSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';

/** Rows of a list: ten of them, some of equal values and some without. `$1` is the organization, `$2` an instant before them all, `$3` a thing of the list's own. */
interface Listed {
  readonly filter: Record<string, unknown>;
  readonly sql: string;
  /** Makes what `$3` names. */
  readonly own?: () => Promise<unknown>;
}

const ten = 'from generate_series(1, 10) n';
const at = (minute: string): string => `$2::timestamptz + (${minute}) * interval '1 minute'`;

let house: TestHouse;
let organization: Organization;
let owner: Person;

const listed: Readonly<Record<string, Listed>> = {
  apiKeys: {
    filter: {},
    sql: `insert into accounts.api_key (organization_id, id, name, prefix, secret_hash, scopes, created_by_id, created_at, expires_at)
          select $1, gen_random_uuid(), 'Key ' || n % 4, 'dgk_00000000', sha256(gen_random_uuid()::text::bytea), '{member.read}', $3::uuid, ${at('n % 3')}, case when n % 3 > 0 then ${at('n % 5')} end ${ten}`,
    own: () => Promise.resolve(owner.memberId),
  },
  auditEntries: {
    filter: { action: 'test.listed' },
    sql: `insert into platform.audit (organization_id, id, at, actor_id, actor_kind, credential_id, action, subject_id, request_id)
          select $1, gen_random_uuid(), ${at('n % 3')}, $1, 'SYSTEM', '', 'test.listed', $1, 'test-lists' ${ten}`,
  },
  calls: {
    filter: {},
    sql: `insert into voice.call (organization_id, id, number, connection_id, external_id, direction, state, sequence, started_at, ended_at)
          select $1, gen_random_uuid(), n, $1, n, 'INBOUND', case when n % 3 > 0 then 'ENDED' else 'RINGING' end, 0, ${at('n % 4')}, case when n % 3 > 0 then ${at('9 - n % 5')} end ${ten}`,
  },
  deliveries: {
    filter: { provider: 'test-lists' },
    sql: `insert into platform.inbox (organization_id, id, connection_id, provider, delivery_id, key, subject_id, headers, body, state, received_at, handled_at, request_id)
          select $1, gen_random_uuid(), $3::uuid, 'test-lists', n, n, $1, '{}', '', case when n % 3 > 0 then 'DONE' else 'RECEIVED' end, ${at('n % 4')}, case when n % 3 > 0 then ${at('9 - n % 5')} end, 'test-lists' ${ten}`,
    own: async () => {
      const made = await owner.ask<{ connectionCreate: { connection: { id: string } } }>('mutation { connectionCreate(input: { provider: "pbx", name: "Listed" }) { connection { id } } }');
      return made.connectionCreate.connection.id;
    },
  },
  integrationCalls: {
    filter: { provider: 'test-lists' },
    sql: `insert into platform.integration_log (organization_id, id, at, provider, operation, outcome, attempts, duration_ms, request_id)
          select $1, gen_random_uuid(), ${at('n % 3')}, 'test-lists', 'send', 'OK', 1, 100 - n % 4, 'test-lists' ${ten}`,
  },
  invitations: {
    filter: {},
    sql: `insert into accounts.invitation (organization_id, id, email, role_id, invited_by_id, token_hash, state, created_at, expires_at)
          select $1, gen_random_uuid(), n % 4 || '@listed.example', $3::uuid, $1, sha256(gen_random_uuid()::text::bytea), 'REVOKED', ${at('n % 3')}, ${at('9 - n % 5')} ${ten}`,
    own: () => roleIdOf(house, organization.id, 'agent'),
  },
  jobs: {
    filter: { name: 'test.lists' },
    sql: `insert into platform.job (organization_id, id, name, subject_id, state, retry_limit, request_id, created_at, due_at, ended_at)
          select $1, gen_random_uuid(), 'test.lists', $1, case when n % 3 > 0 then 'DEAD' else 'QUEUED' end, 0, 'test-lists', ${at('n % 3')}, ${at('9 - n % 4')}, case when n % 3 > 0 then ${at('n % 5')} end ${ten}`,
  },
  members: {
    filter: { search: 'Listed' },
    sql: `insert into accounts.member (organization_id, id, user_id, role_id, name, email, state, joined_at, last_active_at)
          select $1, gen_random_uuid(), gen_random_uuid(), $3::uuid, 'Listed ' || n % 4, n || '@listed.example', 'ACTIVE', ${at('n % 3')}, $2 ${ten}`,
    own: () => roleIdOf(house, organization.id, 'agent'),
  },
  parkedEvents: {
    filter: { consumer: 'test.lists' },
    sql: `insert into platform.parked (organization_id, id, consumer, position, event_id, topic, subject_id, related_ids, actor_id, request_id, at, behind, attempts, state, parked_at)
          select $1, gen_random_uuid(), 'test.lists', 95 + n, 1, 'test.happened', $1, '{}', $1, 'test-lists', $2, false, 5, 'PARKED', ${at('n % 3')} ${ten}`,
  },
  savedQueries: {
    filter: {},
    sql: `insert into accounts.saved_query (organization_id, id, owner_id, name, document, variables, shared, created_at, changed_at, version)
          select $1, gen_random_uuid(), $3::uuid, 'Query ' || n % 4, '{ viewer { id } }', '', n % 2 = 0, $2, ${at('n % 3')}, 1 ${ten}`,
    own: () => Promise.resolve(owner.memberId),
  },
};

beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Lists');
  owner = await organization.as('owner');
  const yesterday = Math.floor(Date.now() / 60_000) * 60_000 - 86_400_000;
  for (const { sql, own } of Object.values(listed)) await house.sql(sql, [organization.id, new Date(yesterday), await own?.()].slice(0, sql.includes('$3') ? 3 : 2));
});

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const rooms = ['accounts', 'operations', 'voice'].map(room => buildSchema(readFileSync(`schema/${room}.graphql`, 'utf8'), { assumeValid: true, assumeValidSDL: true }));

/** What a list can be ordered by, as the graph says: JOINED_AT is the node's `joinedAt`. */
function fieldsOf(list: string): string[] {
  const order = schema.getQueryType()?.getFields()[list]?.args.find(({ name }) => name === 'orderBy')?.type;
  const field = isInputObjectType(order) ? order.getFields().field?.type : undefined;
  const values = String(field).replace('!', '');
  const type = schema.getType(values);
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
}
const orders = Object.keys(listed).flatMap(list => fieldsOf(list).flatMap(field => ['ASC', 'DESC'].map(direction => ({ list, field, direction }))));

type Row = Record<string, string | number | null>;
interface Connection {
  readonly nodes: Row[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}
interface Asked {
  readonly list: string;
  readonly field: string;
  readonly direction: string;
}

const keyOf = (field: string): string => field.toLowerCase().replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());

function ask({ list, field, direction }: Asked, first: number, after?: string) {
  const filter = String(schema.getQueryType()?.getFields()[list]?.args.find(({ name }) => name === 'filter')?.type);
  const query = `query ($filter: ${filter}, $first: Int!, $after: String) {
    ${list}(filter: $filter, orderBy: { field: ${field}, direction: ${direction} }, first: $first, after: $after) { nodes { id ${keyOf(field)} } pageInfo { hasNextPage endCursor } }
  }`;
  return owner.askRaw(query, { filter: listed[list]?.filter, first, after });
}
const pageOf = async (asked: Asked, first: number, after?: string): Promise<Connection> => (await ask(asked, first, after)).body.data?.[asked.list] as Connection;

/** By value, what has none last, and then by id. */
function compare(field: string, a: Row, b: Row): number {
  const [x, y] = [a, b].map(row => row[keyOf(field)] ?? '~').map(value => (field === 'POSITION' ? Number(value) : value)) as [string, string];
  if (x !== y) return x < y ? -1 : 1;
  return String(a.id) < String(b.id) ? -1 : 1;
}

describe('a list', () => {
  it('is walked here in every order, if it is of one of these rooms', () => {
    const lists = rooms.flatMap(room => Object.values(room.getQueryType()?.getFields() ?? {})).filter(({ type }) => isObjectType(type) && 'pageInfo' in type.getFields());

    expect(Object.keys(listed)).toEqual(lists.map(({ name }) => name).sort());
    expect(orders).toHaveLength(44);
  });

  it.each(orders)('$list by $field $direction gives each row once, in order, in pages of 3', async order => {
    const { field, direction } = order;
    const all = (await pageOf(order, 100)).nodes;
    const seen: Row[][] = [];
    for (let after: string | undefined, more = true; more; ) {
      const { nodes, pageInfo } = await pageOf(order, 3, after);
      seen.push(nodes);
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }

    const sorted = all.toSorted((a, b) => compare(field, a, b) * (direction === 'ASC' ? 1 : -1));
    expect(seen.map(({ length }) => length)).toEqual([3, 3, 3, 1]);
    expect(seen.flat()).toEqual(sorted);
    expect(new Set(sorted.map(({ id }) => id)).size).toBe(10);
  });

  it.each(orders)('$list by $field $direction refuses the cursor of every other order', async order => {
    const others = orders.filter(other => other.list === order.list && other !== order);

    const cursors = await Promise.all(others.map(other => pageOf(other, 3)));
    const answers = await Promise.all(cursors.map(({ pageInfo }) => ask(order, 3, pageInfo.endCursor)));

    expect(answers.map(({ body }) => body.errors?.map(({ extensions: { code, field } }) => [code, field]))).toEqual(others.map(() => [['INVALID', 'after']]));
  });
});
