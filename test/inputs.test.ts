import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { contents, generateOperations, naughty, openHouse, type Operation, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { buildSchema } from 'graphql';

const schema = buildSchema(readFileSync(new URL('../schema/api.graphql', import.meta.url), 'utf8'));

/** What a refusal may be called: everything else is a fault of ours. */
const typed = /^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|INVALID|NOT_FOUND|FORBIDDEN|UNAUTHENTICATED|CONFLICT|UNAVAILABLE|BODY_TOO_LARGE|PAYLOAD_TOO_LARGE|QUERY_[A-Z_]+|[A-Z]+_[A-Z_]+)$/;

let house: TestHouse;
let organization: Organization;
let owner: Person;
let operations: Operation[];

beforeAll(async () => {
  house = await openHouse();
  organization = await house.furnished('Inputs');
  owner = await organization.as('owner');
  await house.settled(organization);
  const missing = [crypto.randomUUID()];
  const roots = Object.keys({ ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() }).length;
  operations = generateOperations(schema, { own: missing, foreign: missing, missing, malformed: missing }, { seed: 7, count: roots }).filter(({ variables }) => Object.keys(variables).length > 0);
});

/** The operation with one leaf of its variables replaced. */
function* bent(operation: Operation): Generator<Operation> {
  for (const path of leaves(operation.variables)) {
    for (const value of naughty) {
      const variables = structuredClone(operation.variables);
      let at = variables;
      for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
      at[path.at(-1) ?? ''] = value;
      yield { ...operation, variables };
    }
  }
}

function leaves(value: unknown, path: string[] = []): string[][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [path];
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))];
}

describe('every argument of every root field, given every naughty value', () => {
  it('is answered below 500 with a typed code, and stores nothing when refused', async () => {
    const faults: object[] = [];
    let asked = 0;
    for (const operation of operations) {
      const before = await contents(house, organization.id);
      const variants = [...bent(operation)];
      asked += variants.length;
      let done = 0;
      await Promise.all(Array.from({ length: 6 }, async () => {
        for (let variant = variants.shift(); variant; variant = variants.shift()) {
          const { status, body } = await owner.askRaw(variant.text, variant.variables);
          const codes = [...(body.errors ?? []).map(({ extensions }) => extensions.code), ...(JSON.stringify(body.data ?? null).match(/(?<="code":")[^"]+/g) ?? [])];
          if (status >= 500 || codes.includes('INTERNAL') || !codes.every(code => typed.test(code))) faults.push({ field: variant.field, variables: JSON.stringify(variant.variables).slice(0, 300), status, codes });
          if (operation.kind === 'mutation' && status === 200 && codes.length === 0) done++;
        }
      }));
      if (done === 0 && JSON.stringify(await contents(house, organization.id)) !== JSON.stringify(before)) faults.push({ field: operation.field, stored: 'although every call was refused' });
    }

    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(1000);
    expect((await house.call('/health/live')).status).toBe(200);
  }, 120_000);
});
