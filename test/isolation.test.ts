import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { breaches, openHouse, openPolicy, meantAcross, tenantTables, type TenantTable } from '@deskgraph/testing';
import pg from 'pg';

const commands = ['select', 'insert', 'update using', 'update check', 'delete'] as const;

let client: pg.Client;
let tables: TenantTable[];
let logins: string[];
let [a, b] = ['', ''];

beforeAll(async () => {
  const house = await openHouse();
  const pair = await Promise.all([house.furnished('A'), house.furnished('B')]);
  [a, b] = pair.map(({ id }) => id) as [string, string];
  logins = Object.keys(house.loginUrls).filter(login => login !== 'deskgraph_owner');
  client = new pg.Client({ connectionString: house.ownerUrl });
  await client.connect();
  tables = await tenantTables(client);
});
afterAll(() => client.end());

/** Runs in a transaction that is always taken back. */
async function tried<T>(work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    return await work();
  } finally {
    await client.query('rollback');
  }
}

describe('a login under A\'s scope', () => {
  it('neither sees, adds, moves, changes nor deletes a row of B, in any table', async () => {
    const found: Record<string, unknown> = {};
    for (const table of tables) found[table.table] = await tried(() => breaches(client, table, a, b));

    expect(found).toEqual(Object.fromEntries(tables.map(({ table }) => [table, []])));
  });

  it('nor does any of the house\'s own, but for what its policies mean it to do across', async () => {
    const found: Record<string, unknown> = {};
    const meant: Record<string, unknown> = {};
    for (const table of tables) {
      const across = await meantAcross(client, table);
      for (const login of logins) {
        const key = `${login} ${table.schema}.${table.table}`;
        found[key] = await tried(() => breaches(client, table, a, b, login));
        meant[key] = ['select', 'delete without where'].filter(breach => across.some(one => one.login === login && one.breach === breach));
      }
    }

    expect(found).toEqual(meant);
    expect(Object.values(meant).flat()).not.toHaveLength(0);
  });

  // Every table and command with DESKGRAPH_FUZZ_POWER=full (`npm run fuzz:power`); a sample of five otherwise.
  it('is caught as soon as one policy is opened', async () => {
    const all = tables.flatMap(table => commands.map(command => ({ table, command })));
    const sample = process.env.DESKGRAPH_FUZZ_POWER === 'full' ? all : all.filter((_, index) => index % Math.ceil(all.length / 5) === 2 % Math.ceil(all.length / 5));
    const unnoticed: string[] = [];
    for (const { table, command } of sample) {
      const { rows: [room] } = await client.query<{ may: boolean }>('select has_table_privilege($1, $2, $3) as may', [table.schema === 'platform' ? 'accounts' : table.schema, `${table.schema}."${table.table}"`, command.split(' ')[0]]);
      if (table.schema !== 'platform' && !room?.may) continue; // append-only: no login of the room's may, whatever the policy says
      const found = await tried(async () => {
        await openPolicy(client, table, command);
        const asRoom = table.schema === 'platform' ? ['has rights of its own there'] : await breaches(client, table, a, b, table.schema);
        return asRoom.length === 0 ? [] : breaches(client, table, a, b);
      });
      if (found.length === 0) unnoticed.push(`${table.schema}.${table.table} ${command}`);
    }

    expect(sample.length).toBeGreaterThanOrEqual(5);
    expect(unnoticed).toEqual([]);
  });
});
