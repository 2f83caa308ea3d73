import { expect, it } from '@jest/globals';
import { dayAt } from './useFilters.js';

it('a day begins as the named zone has it, else as the reader does', () => {
  expect([dayAt('2026-03-29', 0, 'Asia/Kolkata'), dayAt('2026-03-29', 1, 'America/New_York')]).toEqual(['2026-03-28T18:30:00.000Z', '2026-03-30T04:00:00.000Z']);
  expect([dayAt('2026-03-29'), dayAt('2026-03-31', 1, 'Mars/Olympus')]).toEqual([new Date(2026, 2, 29).toISOString(), new Date(2026, 3, 1).toISOString()]);
});

it('what is no day has no beginning', () => {
  expect(['', 'today', '2026-3-1', '2026-13-01', '0002-03-29', '9999-12-31'].map(text => dayAt(text))).toEqual(Array<undefined>(6).fill(undefined));
});
