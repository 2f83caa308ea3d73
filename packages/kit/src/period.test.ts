import { describe, expect, it } from '@jest/globals';
import { periodOf } from './index.js';

const at = new Date('2026-11-20T12:00:00Z');
const period = (from: string, before: string, timeZone = 'UTC') => periodOf({ now: () => at }, { from: new Date(from), before: new Date(before), timeZone });

describe('the time before', () => {
  it('is as long, and whole when this one is over', () => {
    expect(period('2026-11-10T00:00:00Z', '2026-11-17T00:00:00Z')).toMatchObject({ previousFrom: new Date('2026-11-03T00:00:00Z'), previousBefore: new Date('2026-11-10T00:00:00Z') });
  });

  it('goes as far as this one has come', () => {
    expect(period('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z').previousBefore).toEqual(new Date('2026-11-19T12:00:00Z'));
    expect(period('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z').previousBefore).toEqual(new Date('2026-11-30T00:00:00Z'));
  });
});

it.each([
  ['timeZone', '2026-11-10T00:00:00Z', '2026-11-17T00:00:00Z', 'Mars/Olympus'],
  ['timeZone', '2026-11-10T00:00:00Z', '2026-11-17T00:00:00Z', '+02:00'],
  ['timeZone', '2026-11-10T00:00:00Z', '2026-11-17T00:00:00Z', ''],
  ['from', '-100000-11-10T00:00:00Z', '2026-11-17T00:00:00Z', 'UTC'],
  ['from', 'nonsense', '2026-11-17T00:00:00Z', 'UTC'],
  ['before', '2026-11-10T00:00:00Z', '2026-11-10T00:00:00Z', 'UTC'],
  ['before', '2026-11-10T00:00:00Z', '2027-11-12T00:00:00Z', 'UTC'],
  ['before', '2026-11-10T00:00:00Z', 'nonsense', 'UTC'],
])('a wrong %s is refused by its name', (field, from, before, timeZone) => {
  expect(() => period(from, before, timeZone)).toThrow(expect.objectContaining({ code: 'INVALID', field }));
});

it('a year with its leap day and a change of the clock is not too long', () => {
  expect(() => period('2027-10-31T00:00:00+02:00', '2028-10-31T00:00:00+01:00', 'Europe/Berlin')).not.toThrow();
});
