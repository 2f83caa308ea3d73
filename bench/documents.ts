// CPU the gateway spends on a document: to refuse each of the hostile ones, and what guard and limits add to one that is answered.
import { cpuUsage } from 'node:process';
import { HeaderMap } from '@apollo/server';
import { parse } from 'graphql';
import { authorize, guard } from '../gateway/src/guard.js';
import { documentOptions, limits, measure } from '../gateway/src/limits.js';
import { contextOf, openSmallHouse, someone } from '../gateway/test/house.js';
import type { SmallHouse } from '../gateway/test/house.js';
import { rules } from '../gateway/test/rules.js';
import { hostileDocuments } from './hostile.js';

const cpu = async (work: () => Promise<unknown>): Promise<number> => {
  const before = cpuUsage();
  await work();
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000;
};
const sorted = (list: number[]) => list.toSorted((a, b) => a - b);
const median = (list: number[]) => sorted(list)[Math.floor(list.length / 2)] ?? 0;
const ms = (value: number) => value.toFixed(2).padStart(8);

async function post({ server }: SmallHouse, body: unknown): Promise<void> {
  await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body },
    context: async () => contextOf(someone()),
  });
}

/** The same document as other text, so that no cache knows it. */
let nonce = 0;
const fresh = (body: unknown) =>
  body && typeof body === 'object' && 'query' in body ? { ...body, query: `${String(body.query)}#${(nonce += 1)}` } : body;

async function refusals(house: SmallHouse): Promise<void> {
  const documents = hostileDocuments();
  for (const { body } of documents) await post(house, fresh(body));
  const costs = new Map<string, number[]>();
  const worst: [number, string][] = [];
  for (const { name, body } of documents) {
    const runs: number[] = [];
    for (let run = 0; run < 3; run += 1) runs.push(await cpu(() => post(house, fresh(body))));
    const family = name.replace(/ [\dx]+$/, '').replace(/ \d+x\d+$/, '');
    costs.set(family, [...(costs.get(family) ?? []), median(runs)]);
    worst.push([median(runs), name]);
  }
  console.log(`${'CPU to refuse, ms'.padEnd(36)}documents     p50     max`);
  const line = (name: string, list: number[]) =>
    console.log(`${name.padEnd(36)}${String(list.length).padStart(9)}${ms(median(list))}${ms(Math.max(...list))}`);
  for (const [family, list] of costs) line(family, list);
  const all = [...costs.values()].flat();
  line('all', all);
  console.log(`over 20 ms: ${all.filter(it => it > 20).length}`);
  console.log('worst:', worst.sort(([a], [b]) => b - a).slice(0, 5).map(([time, name]) => `${name} (${time.toFixed(1)} ms)`).join(', '));
}

const typical = `query Page($id: ID!) {
  ticket(id: $id) { id title owner { id name manager { id name } } strict { id } }
  tickets(first: 20) { totalCount nodes { id title owner { id name } } }
  nodes { id owner { id name } ... on Ticket { title id } ... on Note { owner { manager { id } } } }
}`;

async function added(bare: SmallHouse, guarded: SmallHouse): Promise<void> {
  const rounds = 300;
  const body = { query: typical, variables: { id: 't1' } };
  const withDenials = { query: typical.replace('id title owner', 'id secret owner'), variables: { id: 't1' } };
  const per = async (house: SmallHouse, of: unknown) => {
    for (let round = 0; round < rounds; round += 1) await post(house, of);
    const runs: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      runs.push(await cpu(async () => { for (let round = 0; round < rounds; round += 1) await post(house, of); }) / rounds);
    }
    return median(runs);
  };
  const [without, allowed, denied] = [await per(bare, body), await per(guarded, body), await per(guarded, withDenials)];
  console.log(`\nCPU of one 25-field operation, ms        time   ratio`);
  const line = (name: string, time: number) => console.log(`${name.padEnd(36)}${ms(time)}${(time / without).toFixed(2).padStart(8)}`);
  line('gateway alone', without);
  line('with guard and limits, all allowed', allowed);
  line('with guard and limits, one denied', denied);

  const document = parse(typical);
  const context = contextOf(someone());
  const each = async (work: () => unknown) => {
    for (let round = 0; round < 2_000; round += 1) await work();
    return await cpu(async () => { for (let round = 0; round < 5_000; round += 1) await work(); }) / 5;
  };
  const weighing = await each(() => measure(guarded.schema, document, 'Page', { id: 't1' }));
  const judged = (text: string) => {
    const question = { schema: guarded.schema, document: parse(text), variables: { id: 't1' }, context };
    return each(() => authorize(rules, question));
  };
  console.log('\nmicroseconds of CPU per operation');
  console.log(`limits: measure                     ${ms(weighing)}`);
  console.log(`guard: all allowed                  ${ms(await judged(typical))}`);
  console.log(`guard: one denied, pruning known    ${ms(await judged(withDenials.query))}`);
  console.log(`guard: one rule reads its arguments ${ms(await judged(typical.replace('id title owner', 'id note(id: 1) owner')))}`);
}

await using guarded = await openSmallHouse({ plugins: [limits(), guard({ rules })], ...documentOptions() });
await using bare = await openSmallHouse({ plugins: [], ...documentOptions() });
await refusals(guarded);
await added(bare, guarded);
