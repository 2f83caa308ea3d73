import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deriveKey, openLog } from '@deskgraph/kit';
import { openHouse, type TestHouse } from '@deskgraph/testing';
import { getMigrations } from 'better-auth/db/migration';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { authOptions } from './auth.js';
import { hashPassword, isPassword } from './auth.password.js';
import { callersPool } from './auth.repository.js';

describe('the credential store', () => {
  let house: TestHouse;
  let pool: pg.Pool;
  beforeAll(async () => {
    house = await openHouse();
    pool = new pg.Pool({ connectionString: house.ownerUrl, max: 1 });
  });
  afterAll(() => pool.end());

  it('has every table and column better-auth asks for', async () => {
    const options = authOptions({ publicUrl: house.url, key: purpose => deriveKey(house.secret, purpose), log: openLog('silent') });
    const database = { ...options.database, db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) };

    const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database });

    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  });

  it('is open to the auth login alone', async () => {
    const rows = await house.sql<{ grantee: string }>(
      `select distinct grantee from information_schema.role_table_grants where table_schema = 'auth' and grantee <> (select tableowner from pg_tables where schemaname = 'auth' limit 1)`,
    );

    expect(rows).toEqual([{ grantee: 'accounts_auth' }]);
  });

  it('gives no connection outside a transaction', () => {
    expect(() => callersPool.connect()).toThrow('inside a transaction only');
  });
});

describe('a password', () => {
  it('is kept as argon2id with a salt of its own', async () => {
    const [one, other] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')];

    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await isPassword(one, 'correct horse battery')).toBe(true);
    expect(await isPassword(one, 'correct horse batterx')).toBe(false);
  });

  it('is the same however the keyboard composes its letters', async () => {
    expect(await isPassword(await hashPassword('motörhead fan club'.normalize('NFC')), 'motörhead fan club'.normalize('NFD'))).toBe(true);
  });

  it('of nobody is never right', async () => {
    expect(await isPassword(null, 'nobody has this password')).toBe(false);
  });
});
