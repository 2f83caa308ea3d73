import pg from 'pg';

/** One tenant table as the catalogue knows it. */
export interface TenantTable {
  readonly schema: string;
  readonly table: string;
}

/** The login made for one table, with every right to it. */
const probe = 'deskgraph_probe';

/** A way in which a table let one organization touch another's rows. */
export type Breach = 'select' | 'insert for the other' | 'move to the other' | 'update without where' | 'delete without where';

/** The tables that hold rows of organizations: all with a column organization_id outside the catalogue. */
export async function tenantTables(client: pg.Client | pg.Pool): Promise<TenantTable[]> {
  const { rows } = await client.query<TenantTable>(`
    select n.nspname as schema, c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' order by 1, 2`);
  return rows;
}

/** Opens one policy of a table to everybody, inside the caller's transaction. */
export async function openPolicy(client: pg.Client, { schema, table }: TenantTable, command: 'select' | 'insert' | 'update using' | 'update check' | 'delete'): Promise<void> {
  const [verb, part] = command.split(' ');
  const clause = { select: 'using (true)', insert: 'with check (true)', delete: 'using (true)', update: part === 'using' ? 'using (true)' : 'with check (true)' }[verb ?? ''];
  await client.query(`alter policy tenant_${verb ?? ''} on ${name({ schema, table })} ${clause ?? ''}`);
}

/** Which logins a table's own policies let across organizations, and what they may do there. */
export async function meantAcross(client: pg.Client, { schema, table }: TenantTable): Promise<{ login: string; breach: Breach }[]> {
  const { rows } = await client.query<{ login: string; breach: Breach }>(
    `select unnest(roles)::text as login, case cmd when 'SELECT' then 'select' when 'DELETE' then 'delete without where' else cmd end as breach
     from pg_policies where schemaname = $1 and tablename = $2 and policyname not like 'tenant\\_%'`,
    [schema, table],
  );
  return rows;
}

/**
 * Tries, as a login with every table right under A's scope, to see and change B's rows; or as one of the house's own, for which a right it
 * lacks is no breach. Runs inside the caller's transaction, as a superuser, and takes everything back. Both organizations must have a row in
 * the table.
 */
export async function breaches(client: pg.Client, tenantTable: TenantTable, a: string, b: string, login?: string): Promise<Breach[]> {
  const table = name(tenantTable);
  const count = async (organizationId: string): Promise<number> => {
    const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table} where organization_id = $1`, [organizationId]);
    return rows[0]?.count ?? 0;
  };
  const [ofA, ofB] = [await count(a), await count(b)];
  if (ofA === 0 || ofB === 0) throw new Error(`${table} has no row of ${ofA === 0 ? 'A' : 'B'} to try with.`);
  const { rows: [sample] } = await client.query<{ row: object }>(`select to_jsonb(t) as row from ${table} t where organization_id = $1 limit 1`, [b]);
  const columns = await insertable(client, tenantTable);

  const found: Breach[] = [];
  const attempt = async (breach: Breach, statement: string, values: unknown[], broken: (result: pg.QueryResult | pg.DatabaseError) => boolean): Promise<void> => {
    await client.query('savepoint attempt');
    await client.query(`set local session_replication_role = replica; set local role ${pg.escapeIdentifier(login ?? probe)}; select set_config('app.organization_id', '${a}', true)`);
    const outcome = await client.query(statement, values).catch((error: unknown) => error as pg.DatabaseError);
    await client.query('rollback to savepoint attempt');
    if (broken(outcome)) found.push(breach);
  };
  const affected = (outcome: pg.QueryResult | pg.DatabaseError): number => ('rowCount' in outcome ? (outcome.rowCount ?? 0) : -1);
  const refused = (outcome: pg.QueryResult | pg.DatabaseError): boolean => 'code' in outcome && outcome.code === '42501';

  const schema = pg.escapeIdentifier(tenantTable.schema);
  const unlikeOwn = (outcome: pg.QueryResult | pg.DatabaseError): boolean => affected(outcome) !== ofA && (login === undefined || !refused(outcome));

  if (login === undefined) await client.query(`create role ${probe}; grant usage on schema ${schema} to ${probe}; grant all on ${table} to ${probe}`);
  await attempt('select', `select from ${table}`, [], unlikeOwn); // names no column: a right to any one of them is enough
  await attempt('insert for the other', `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${table}, $1)`, [sample?.row], outcome => !refused(outcome));
  await attempt('move to the other', `update ${table} set organization_id = $1`, [b], outcome => !refused(outcome));
  await attempt('update without where', `update ${table} set organization_id = $1`, [a], unlikeOwn);
  await attempt('delete without where', `delete from ${table}`, [], unlikeOwn);
  if (login === undefined) await client.query(`revoke all on ${table} from ${probe}; revoke usage on schema ${schema} from ${probe}; drop role ${probe}`);
  return found;
}

function name({ schema, table }: TenantTable): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
}

async function insertable(client: pg.Client, { schema, table }: TenantTable): Promise<string> {
  const { rows } = await client.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_schema = $1 and table_name = $2 and is_generated = 'NEVER'`,
    [schema, table],
  );
  return rows.map(row => pg.escapeIdentifier(row.column_name)).join(', ');
}
