import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type TestHouse } from '@deskgraph/testing';

/** Schemas that are not ours to shape: `auth` is read by accounts_auth only, `jobs` holds ids only. */
const foreign = ['auth', 'jobs'];

/** Tables without an organization. */
const withoutOrganization = ['platform.consumer', 'platform.head', 'platform.rate_limit'];

/** Policies beside the four of every tenant table: who reads across organizations, and why. */
const across = [
  'accounts.api_key across_accounts_auth SELECT', // a key is looked up before its organization is known
  'accounts.invitation across_accounts_auth SELECT', // so is an invitation
  'accounts.member across_accounts_auth SELECT', // a person's organizations
  'accounts.organization across_accounts_auth SELECT', // their names and states
  'accounts.role across_accounts_auth SELECT', // what the person may do there
  'accounts.token_family across_accounts_auth SELECT', // an access token is looked up before its organization is known
  ...['acl_share', 'corpus', 'passage', 'term'].map(table => `knowledge.${table} across_knowledge_search SELECT`), // its two functions bind themselves to the transaction's organization
  'platform.connection across_hooks SELECT', // a provider that calls is known by its connection, before the organization is
  'platform.event across_gateway SELECT', // the gateway hears of revocations everywhere; ids and topics only, by column rights
  'platform.event across_sequencer SELECT', // the sequencer gives all events their order; ids and topics only, by column rights
  'platform.event across_worker SELECT', // the worker reads events for the consumers of every room, and deletes what is kept for a time only
  'platform.event order_sequencer UPDATE', // of the position alone, by column rights
  'platform.event sweep_worker DELETE',
  'platform.file across_worker SELECT', // the worker finds files nobody can fetch any more; where they are, by column rights
  'platform.file sweep_worker DELETE',
  'platform.idempotency across_worker SELECT',
  'platform.idempotency sweep_worker DELETE',
  'platform.inbox across_worker SELECT', // what is over is deleted when it was kept long enough; when it ended, by column rights
  'platform.inbox sweep_worker DELETE',
  'platform.integration_log across_worker SELECT',
  'platform.integration_log sweep_worker DELETE',
  'platform.job across_gateway SELECT', // the gateway counts what wants a decision; states and times only, by column rights
  'platform.job across_worker SELECT',
  'platform.job sweep_worker DELETE',
  'platform.parked across_gateway SELECT',
  'platform.parked across_worker SELECT', // the worker finds what somebody asked to try again; ids and states only, by column rights
  'platform.parked sweep_worker DELETE',
  'platform.schedule across_gateway SELECT',
  'platform.schedule across_worker SELECT', // the worker finds what is due by the clock; names and times only, by column rights
  'ticketing.mailbox across_ticketing_mail SELECT', // a mail is known by the address it is for; its mailbox and whether that is on, by column rights
];

/**
 * Functions that act as their owner: a role without a login that may read four tables. Under row-level security Postgres does not use a text index,
 * since matching text is not leakproof. Both take the organization from the transaction, and the first the viewer's access too.
 */
const asOwner = ['knowledge.nearest_terms knowledge_search', 'knowledge.rank_passages knowledge_search'];

/** Unique indexes that do not begin with the organization: they hold hashes, randomness and positions, which tell nobody anything. */
const globalKeys = ['accounts.api_key_secret', 'accounts.invitation_token', 'accounts.token_family_access', ...['connection_id', 'consumer_pkey', 'event_position', 'head_pkey', 'rate_limit_pkey'].map(name => `platform.${name}`), 'ticketing.mailbox_inbound'];

const own = `(organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)`;

let house: TestHouse;
let [ours, rooms, logins, bookkeeping]: [string, string[], string[], string[]] = ['', [], [], []];

beforeAll(async () => {
  house = await openHouse();
  const all = await house.inside<{ name: string; logins: string[] }[]>('/rooms');
  const schemas = ['platform', ...all.map(({ name }) => name)];
  rooms = all.flatMap(({ name, logins: named }) => [name, ...named]);
  logins = ['gateway', 'worker', 'sequencer', 'hooks', ...rooms];
  ours = `n.nspname in (${schemas.map(name => `'${name}'`).join(', ')})`;
  bookkeeping = [...withoutOrganization, ...schemas.map(schema => `${schema}.migration`)].sort();
});

const list = async (text: string): Promise<string[]> => (await house.sql<{ item: string }>(text)).map(({ item }) => item);

describe('the catalogue', () => {
  it('has an organization on every table, but for an allow-list', async () => {
    const bare = await list(`
      select n.nspname || '.' || c.relname as item from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${ours} and not exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull) order by 1`);

    expect(bare).toEqual(bookkeeping);
  });

  it('forces row-level security on every tenant table', async () => {
    const open = await list(`
      select n.nspname || '.' || c.relname as item from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${ours} and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`);

    expect(open).toEqual(bookkeeping);
  });

  it('has the same four policies on every tenant table', async () => {
    const policies = await house.sql<{ item: string; policies: string[] }>(`
      select schemaname || '.' || tablename as item, array_agg(cmd || ' ' || coalesce(qual, '-') || ' ' || coalesce(with_check, '-') order by cmd) as policies
      from pg_policies where policyname like 'tenant\\_%' group by 1 order by 1`);
    const tables = await list(`
      select n.nspname || '.' || c.relname as item from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and ${ours} order by 1`);

    expect(policies.map(({ item }) => item)).toEqual(tables);
    for (const { policies: four } of policies) expect(four).toEqual([`DELETE ${own} -`, `INSERT - ${own}`, `SELECT ${own} -`, `UPDATE ${own} ${own}`]);
  });

  it('lets nobody read across organizations who is not on the allow-list', async () => {
    const others = await list(`
      select schemaname || '.' || tablename || ' ' || policyname || ' ' || cmd as item from pg_policies
      where policyname not like 'tenant\\_%' and schemaname <> all (array['${foreign.join(`','`)}']) order by 1`);

    expect(others).toEqual(across);
  });

  it('begins every primary and unique key with the organization', async () => {
    const loose = await list(`
      select n.nspname || '.' || i.relname as item from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace
      join pg_class t on t.oid = x.indrelid left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
      where x.indisunique and ${ours} and t.relname <> 'migration' and a.attname is distinct from 'organization_id' order by 1`);

    expect(loose).toEqual(globalKeys);
  });

  it('carries the organization in every foreign key, and lets none leave its schema', async () => {
    const loose = await list(`
      select c.conname as item from pg_constraint c join pg_namespace n on n.oid = c.connamespace join pg_class f on f.oid = c.confrelid
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and ${ours} and (a.attname <> 'organization_id' or f.relnamespace <> c.connamespace) order by 1`);

    expect(loose).toEqual([]);
  });

  it('has no login that is more than a login', async () => {
    const strong = await list(`select rolname as item from pg_roles where rolname in ('${logins.join(`','`)}') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`);
    const members = await list(`select pg_get_userbyid(member) as item from pg_auth_members where pg_get_userbyid(member) in ('${logins.join(`','`)}')`);
    const owners = await list(`select relname as item from pg_class where pg_get_userbyid(relowner) in ('${logins.join(`','`)}')`);

    expect({ strong, members, owners }).toEqual({ strong: [], members: [], owners: [] });
  });

  it('grants a room its own schema, and of the platform and the queues only what it says there', async () => {
    const tablesOf = (rights: string[], ...tables: string[]) => tables.flatMap(table => rights.map(right => `${right} platform.${table}`));
    const platform = [
      ...tablesOf(['INSERT'], 'audit', 'event', 'integration_log'),
      ...tablesOf(['INSERT', 'SELECT'], 'idempotency', 'party'),
      ...tablesOf(['INSERT', 'SELECT', 'UPDATE'], 'file', 'job', 'parked', 'schedule'),
      ...tablesOf(['SELECT', 'UPDATE'], 'consumer', 'inbox'),
      ...tablesOf(['SELECT'], 'connection'),
    ];
    const enqueueing = ['INSERT jobs.job_common', 'SELECT jobs.job_common', 'SELECT jobs.queue'];
    const foreignRights = await list(`
      select distinct grantee || ' ' || privilege_type || ' ' || table_schema || '.' || table_name as item from information_schema.role_table_grants
      where grantee in ('${logins.join(`','`)}') and not (grantee = 'worker' and table_schema = 'jobs') and table_schema <> split_part(grantee, '_', 1)
        and not (grantee = 'accounts_auth' and table_schema = 'auth') order by 1`);

    expect(foreignRights).toEqual(
      [
        ...rooms.flatMap(login => [...platform, ...enqueueing].map(right => `${login} ${right}`)),
        ...tablesOf(['DELETE', 'INSERT', 'SELECT', 'UPDATE'], 'document').map(right => `ticketing ${right}`), // rooms whose things are found publish, knowledge reads
        'knowledge SELECT platform.document',
        'crm DELETE platform.party', // an identity taken from its customer is a party to be met anew
        ...['DELETE', 'INSERT', 'UPDATE'].map(right => `operations ${right} platform.connection`), // it shows and settles what all rooms leave
        ...['audit', 'head', 'integration_log'].map(table => `operations SELECT platform.${table}`),
        'operations DELETE platform.inbox',
        ...['event', 'file', 'idempotency', 'inbox', 'integration_log', 'job', 'parked'].map(table => `worker DELETE platform.${table}`),
        ...['SELECT', 'UPDATE'].flatMap(right => [`sequencer ${right} platform.head`, `worker ${right} platform.consumer`]),
        ...['gateway', 'worker'].map(login => `${login} SELECT platform.head`),
        ...['INSERT', 'SELECT'].map(right => `hooks ${right} platform.inbox`),
        'hooks INSERT platform.event',
        ...['DELETE', 'INSERT', 'SELECT', 'UPDATE'].flatMap(right => ['gateway', 'worker'].map(login => `${login} ${right} platform.rate_limit`)),
      ].sort(),
    );
  });

  it('lets crm alone say which customer a party is', async () => {
    const writers = await list(`
      select grantee || ' ' || column_name as item from information_schema.column_privileges
      where table_schema = 'platform' and table_name = 'party' and privilege_type = 'UPDATE' and grantee in ('${logins.join(`','`)}') and column_name <> 'name'`);

    expect(writers).toEqual(['crm customer_id']);
  });

  it('grants nobody what no query needs', async () => {
    const rights = await list(`
      select distinct grantee || ' ' || privilege_type as item from information_schema.role_table_grants
      where grantee in ('${logins.join(`','`)}', 'PUBLIC') and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER') and table_schema not in ('pg_catalog', 'information_schema')`);
    const creators = await list(`select r || ' ' || n.nspname as item from pg_namespace n, unnest(array['${logins.join(`','`)}']) r where has_schema_privilege(r, n.oid, 'create') and n.nspname not like 'pg\\_%'`);

    expect({ rights, creators }).toEqual({ rights: [], creators: [] });
  });

  it('has no function that acts as its owner, no view that reads as its owner, and no clock in a default', async () => {
    const functions = await list(`select n.nspname || '.' || p.proname || ' ' || pg_get_userbyid(p.proowner) as item from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${ours} order by 1`);
    const views = await list(`
      select c.relname as item from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false))`);
    const clocks = await list(`select table_name || '.' || column_name as item from information_schema.columns n where column_default ~* '\\m(now|clock|current)' and table_schema not in ('jobs', 'auth', 'information_schema', 'pg_catalog')`);

    expect({ functions, views, clocks }).toEqual({ functions: asOwner, views: [], clocks: [] });
  });
});
