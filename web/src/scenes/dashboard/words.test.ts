import { describe, expect, it } from '@jest/globals';
import { csvOf } from '../../table.js';
import { clock, compare, day, duration, inMajorUnits, said } from './words.js';

describe('a comparison', () => {
  it.each([
    [{ now: 112, before: 100, span: '7' as const }, 'up', '12% more than the 7 days before: 100'],
    [{ now: 50, before: 100, span: '28' as const }, 'down', '50% less than the 28 days before: 100'],
    [{ now: 1001, before: 1000, span: '90' as const }, 'up', 'A little more than the 90 days before: 1,000'],
    [{ now: 5, before: 5, span: '7' as const }, 'same', 'As in the 7 days before'],
    [{ now: 5, before: 5, span: 'today' as const }, 'same', 'As yesterday by this time'],
    [{ now: 3, before: 0, span: 'today' as const }, 'up', 'None yesterday by this time'],
    [{ now: 3, before: 0, span: '7' as const }, 'up', 'None in the 7 days before'],
    [{ now: 0, before: 0, span: '7' as const }, 'same', 'As in the 7 days before'],
    [{ now: 60, before: null, span: '7' as const }, 'none', 'Nothing in the 7 days before'],
    [{ now: null, before: 60, span: '7' as const, write: duration }, 'none', 'The 7 days before: 1 min'],
    [{ now: null, before: null, span: 'today' as const }, 'none', 'Nothing yesterday by this time'],
    [{ now: 90, before: 60, span: '7' as const, write: duration, more: 'longer', less: 'shorter' }, 'up', '50% longer than the 7 days before: 1 min'],
  ])('of %j says so in words', (given, trend, words) => {
    expect(compare(given)).toEqual({ trend, words });
  });
});

it('a duration has two units at most', () => {
  expect([0, 45, 60, 3599, 3600, 12_000, 86_400, 187_200].map(duration)).toEqual(['0 s', '45 s', '1 min', '1 h', '1 h', '3 h 20 min', '1 d', '2 d 4 h']);
});

it('amounts are taken away in whole units of their currency, without the marks people write', () => {
  const rows = [['2026-03-29', 123_456_789], ['2026-03-30', 0]];

  expect(csvOf(inMajorUnits({ columns: ['Day', 'Revenue, EUR'], rows }, 'EUR'))).toBe('Day,"Revenue, EUR"\r\n2026-03-29,1234567.89\r\n2026-03-30,0.00\r\n');
  expect(csvOf(inMajorUnits({ columns: ['Day', 'Revenue, JPY'], rows }, 'JPY'))).toBe('Day,"Revenue, JPY"\r\n2026-03-29,123456789\r\n2026-03-30,0\r\n');
});

it('a day, a time and a name are as people say them', () => {
  expect(day('2026-03-29')).toMatch(/29/);
  expect(clock('2026-11-20T13:02:31Z', 'Europe/Berlin')).toBe('14:02:31');
  expect(said('REQUIRES_ACTION')).toBe('Requires action');
});
