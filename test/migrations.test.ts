import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type TestHouse } from '@deskgraph/testing';

const database = `migrations_${String(process.pid)}`;
let house: TestHouse;
let url: string;

beforeAll(async () => {
  house = await openHouse();
  await house.sql(`create database ${database} owner deskgraph_owner`);
  url = house.loginUrl('deskgraph_owner', database);
});
afterAll(() => house.sql(`drop database ${database} with (force)`));

describe('the migrations', () => {
  it('build an empty database, as an owner who is no superuser, and two processes at once do it once', async () => {
    const steps = await house.inside<string[]>('/migrate', { url, times: 2 });

    expect(steps.filter(step => step.startsWith('platform'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(step => `platform: Platform ${String(step)}`));
    expect(steps).toContain('accounts: Accounts 1');
  });

  it('have nothing left to do then', async () => {
    expect(await house.inside('/migrate', { url, times: 1 })).toEqual([]);
  });

  it('make the columns that the entities name, with their types and nullability', async () => {
    expect(await house.inside('/drift', { url })).toEqual([]);
  });
});
