import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { contents, generateOperations, naughty, openHouse, type Operation, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { buildSchema } from 'graphql';

const schema = buildSchema(readFileSync(new URL('../schema/api.graphql', import.meta.url), 'utf8'));

/** What a refusal may be called: everything else is a fault of ours. */
const typed = new Set([
  'BAD_USER_INPUT', 'INVALID', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'PAYLOAD_TOO_LARGE', 'QUERY_TOO_COMPLEX', 'EXPORT_LIMIT', 'FILE_LIMIT',
]);
/** Variants asked at once, after which the rows are looked at. */
const batchSize = 12;

let house: TestHouse;
let organization: Organization;
let owner: Person;
let operations: Operation[];
let rows: () => Promise<string>;

beforeAll(async () => {
  house = await openHouse();
  organization = await house.furnished('Inputs');
  owner = await organization.as('owner');
  rows = await contents(house, organization.id);
  const missing = [crypto.randomUUID()];
  const roots = Object.keys({ ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() }).length;
  const pools = { own: missing, foreign: missing, missing, malformed: missing };
  operations = generateOperations(schema, pools, { seed: 7, count: roots, complete: true }).filter(({ variables }) => Object.keys(variables).length > 0);
});

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The operation with one value of its variables replaced. */
function* bent(operation: Operation): Generator<Operation> {
  for (const path of places(operation.variables)) {
    for (const value of naughty) {
      const variables = structuredClone(operation.variables);
      if (isNode(variables.input) && 'idempotencyKey' in variables.input) variables.input.idempotencyKey = crypto.randomUUID(); // else one variant answers for another
      let at = variables;
      for (const key of path.slice(0, -1)) at = at[key] as Node;
      at[path.at(-1) ?? ''] = value;
      yield { ...operation, variables };
    }
  }
}

/** The path of every value, the lists and objects among them too. */
function places(value: unknown, path: string[] = []): string[][] {
  const inner = value !== null && typeof value === 'object' ? Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined) : [];
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, held]) => places(held, [...path, key]))];
}

/** Asks once; answers whether it was refused, and notes a refusal that is not typed. */
async function ask({ field, text, variables }: Operation, faults: object[]): Promise<'refused' | 'done'> {
  const { status, body } = await owner.askRaw(text, variables);
  const codes = [...(body.errors ?? []).map(({ extensions }) => extensions.code), ...(JSON.stringify(body.data ?? null).match(/(?<="code":")[^"]+/g) ?? [])];
  if (status >= 500 || !codes.every(code => typed.has(code))) faults.push({ field, variables: JSON.stringify(variables).slice(0, 300), status, codes });
  return status === 200 && codes.length === 0 ? 'done' : 'refused';
}

/** The rows once nothing works on them any more. */
async function settled(): Promise<string> {
  await house.settled(organization);
  for (let [before, now] = ['', await rows()]; ; before = now, now = await rows()) {
    if (before === now) return now;
    await new Promise(done => setTimeout(done, 20));
  }
}

/** Asks variants of a mutation, and notes when those that were refused stored something; the refused ones of a mixed batch are asked again. */
async function askWatched(variants: Operation[], faults: object[]): Promise<void> {
  let before = await settled();
  for (let batch = variants.splice(0, batchSize); batch.length > 0; batch = variants.splice(0, batchSize)) {
    const outcomes = await Promise.all(batch.map(variant => ask(variant, faults)));
    let refused = batch.filter((_, index) => outcomes[index] === 'refused');
    if (refused.length < batch.length) {
      before = await settled();
      const again = await Promise.all(refused.map(variant => ask(variant, faults)));
      refused = refused.filter((_, index) => again[index] === 'refused');
      if (again.includes('done')) faults.push({ field: batch[0]?.field, stored: 'at the second time only' });
    }
    const after = await rows();
    if (after !== before) faults.push({ field: batch[0]?.field, stored: 'although refused', variables: refused.map(({ variables }) => JSON.stringify(variables).slice(0, 300)) });
    before = after;
  }
}

describe('every argument of every root field, given every naughty value', () => {
  it('is answered below 500 with a typed code, and stores nothing when refused', async () => {
    const faults: object[] = [];
    let asked = 0;
    for (const operation of operations) {
      const variants = [...bent(operation)];
      asked += variants.length;
      if (operation.kind === 'mutation') await askWatched(variants, faults);
      else while (variants.length > 0) await Promise.all(variants.splice(0, batchSize).map(variant => ask(variant, faults)));
    }

    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(3000);
    expect((await house.call('/health/live')).status).toBe(200);
  }, 900_000);

  it('leaves out none, optional or not', () => {
    const bentPlaces = operations.flatMap(({ field, variables }) => places(variables).map(path => [field, ...path].join('.')));

    expect(bentPlaces).toEqual(expect.arrayContaining(['apiKeyCreate.input.expiresAt', 'members.first', 'members.orderBy.direction', 'roleCreate.input.description']));
  });
});

describe('a malformed date', () => {
  const create = 'mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret } }';
  const input = { name: 'Key', scopes: ['member.read'], expiresAt: 'x' };

  it('is refused at the gateway with its path', async () => {
    const { status, body } = await owner.askRaw(create, { input });

    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.expiresAt' } }]);
  });

  it('is refused by the room too', async () => {
    const answer = await house.askRoom('accounts', organization, create, { input });

    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
