import { expect, it } from '@jest/globals';
import { runFaults } from '@deskgraph/testing';

it('no acknowledged write is lost, and none has its effect twice, whatever is killed', async () => {
  const rows = await runFaults(1, () => undefined, ['none (control)', 'kill -9 of a room', 'kill -9 of Postgres', 'the sequencer loses its connection']);

  expect(rows.map(({ fault, violations }) => ({ fault, violations }))).toEqual(rows.map(({ fault }) => ({ fault, violations: [] })));
  expect(rows).toHaveLength(4);
  expect(Math.min(...rows.map(({ acknowledged }) => acknowledged))).toBeGreaterThan(0);
  expect(Math.max(...rows.flatMap(({ recoveries }) => recoveries))).toBeLessThan(30);
}, 180_000);
