import { expect, it } from '@jest/globals';
import { dayAt } from '../../useFilters.js';
import { callsPath, ordersPath } from './drill.js';
import { timeOf } from './time.js';

it('the rows behind a figure are those of its time, in whatever zone they are read', () => {
  const time = timeOf('7', 'Asia/Kolkata', new Date('2026-11-20T12:00:00Z'));
  expect(ordersPath(time, { state: 'PAID' })).toBe('/orders?from=2026-11-14&until=2026-11-20&zone=Asia%2FKolkata&state=PAID');

  for (const path of [ordersPath(time), callsPath(time)]) {
    const part = (name: string) => new URL(path, 'http://here').searchParams.get(name) ?? '';
    expect([dayAt(part('from'), 0, part('zone')), dayAt(part('until'), 1, part('zone'))]).toEqual([time.from, time.before]);
  }
});
