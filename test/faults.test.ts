import { expect, it } from '@jest/globals';
import { runFaults } from '@deskgraph/testing';

/** The rest takes `npm run faults`. */
const names = ['none (control)', 'kill -9 of a room', 'kill -9 of the worker', 'kill -9 of Postgres', 'the sequencer loses its connection', 'a session ends with its socket open', 'a mail is refused for good', 'webhooks come three times, backwards and forged', 'no room for files'];

it('no acknowledged write is lost, and none has its effect twice, whatever is killed', async () => {
  const rows = await runFaults(1, () => undefined, names);

  expect(rows.map(({ fault, violations }) => ({ fault, violations }))).toEqual(rows.map(({ fault }) => ({ fault, violations: [] })));
  expect(rows).toHaveLength(names.length);
  expect(Math.min(...rows.map(({ acknowledged }) => acknowledged))).toBeGreaterThan(0);
  expect(Math.max(...rows.flatMap(({ recoveries }) => recoveries))).toBeLessThan(60);
}, 300_000);
