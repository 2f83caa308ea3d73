import { describe, expect, it } from '@jest/globals';
import { spanOf, timeOf } from './time.js';

describe('the days of a dashboard', () => {
  it('begin and end at midnight as the time zone has it', () => {
    expect(timeOf('7', 'Europe/Berlin', new Date('2026-11-20T23:30:00Z'))).toMatchObject({ firstDay: '2026-11-15', lastDay: '2026-11-21', from: '2026-11-14T23:00:00.000Z', before: '2026-11-21T23:00:00.000Z' });
    expect(timeOf('today', 'Asia/Kolkata', new Date('2026-11-20T12:00:00Z'))).toMatchObject({ from: '2026-11-19T18:30:00.000Z', before: '2026-11-20T18:30:00.000Z' });
    expect(timeOf('today', 'America/New_York', new Date('2026-11-20T02:00:00Z'))).toMatchObject({ firstDay: '2026-11-19', lastDay: '2026-11-19' });
  });

  it('have 23 or 25 hours where the clock changes', () => {
    const hours = (now: string) => {
      const { from, before } = timeOf('today', 'Europe/Berlin', new Date(now));
      return (Date.parse(before) - Date.parse(from)) / 3_600_000;
    };
    expect([hours('2026-03-29T10:00:00Z'), hours('2026-10-25T10:00:00Z'), hours('2026-06-01T10:00:00Z')]).toEqual([23, 25, 24]);
  });
});

it('an address may say anything, and is read as far as it makes sense', () => {
  expect([spanOf('90'), spanOf('91'), spanOf(null)]).toEqual(['90', '28', '28']);
});
