import { expect, it } from '@jest/globals';
import { dayAfter, dayOf, midnight, zoneOf } from './zone.js';

it('a time zone is the one that is named, where there is one', () => {
  expect(zoneOf('Europe/Berlin')).toBe('Europe/Berlin');
  expect(zoneOf('Mars/Olympus')).toBe(zoneOf(null));
});

it('a day begins at midnight as the time zone has it', () => {
  expect(dayOf(new Date('2026-03-01T00:00:00Z'), 'UTC')).toBe('2026-03-01');
  expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01');
  expect(midnight('2026-03-30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T22:00:00.000Z');
  expect(midnight('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z'); // the clock goes from midnight to one
});
