import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loginUrl, migrate, subgraphs } from '@deskgraph/host';
import { openDatabase } from '@deskgraph/kit';
import { openHouse, type TestHouse } from '@deskgraph/testing';
import pg from 'pg';

const database = `migrations_${String(process.pid)}`;
let house: TestHouse;
let ownerUrl: string;

beforeAll(async () => {
  house = await openHouse();
  await house.sql(`create database ${database} owner deskgraph_owner`);
  const url = new URL(loginUrl(house, 'deskgraph_owner'));
  url.pathname = `/${database}`;
  ownerUrl = url.href;
});
afterAll(() => house.sql(`drop database ${database} with (force)`));

describe('the migrations', () => {
  it('build an empty database, as an owner who is no superuser, and have nothing left to do then', async () => {
    const first: string[] = [];
    const second: string[] = [];

    await migrate(ownerUrl, house.secret, subgraphs, step => first.push(step));
    await migrate(ownerUrl, house.secret, subgraphs, step => second.push(step));

    expect(first).toEqual(expect.arrayContaining(['platform: Platform 1', 'accounts: Accounts 1']));
    expect(second).toEqual([]);
  });

  it('may be run by two processes at once', async () => {
    await Promise.all([migrate(ownerUrl, house.secret, subgraphs), migrate(ownerUrl, house.secret, subgraphs)]);

    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from accounts.migration group by name');
    await client.end();
    expect(rows.every(({ count }) => count === 1)).toBe(true);
  });

  it('make the columns that the entities name, with their types and nullability', async () => {
    const missing: string[] = [];
    for (const { name, entities } of subgraphs) {
      const source = await openDatabase({ url: ownerUrl, schema: name, entities, poolSize: 1 });
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      await source.destroy();
      missing.push(...upQueries.map(({ query }) => query).filter(query => !/^(DROP INDEX|CREATE (UNIQUE )?INDEX)|(ADD|DROP) CONSTRAINT/.test(query)));
    }

    expect(missing).toEqual([]);
  });
});
