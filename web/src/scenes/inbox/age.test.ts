import { expect, it } from '@jest/globals';
import { ageOf } from './age.js';
import { preferencesIn } from './preferences.js';

it.each([[0, 'now'], [59, 'now'], [60, '1m'], [3_599, '59m'], [7_200, '2h'], [86_400 * 6, '6d'], [86_400 * 20, '2w'], [-30, 'now']])('%d seconds ago is "%s"', (seconds, age) => {
  const now = new Date('2026-11-28T12:00:00Z');

  expect(ageOf(new Date(now.getTime() - seconds * 1000), now)).toBe(age);
});

it('what is kept of the inbox is taken as far as it is sensible', () => {
  const usual = { isCompact: false, width: 360, afterwards: 'next' };

  expect([null, 'no', '{"width":9000,"afterwards":"away"}', '{"isCompact":true,"width":400,"afterwards":"back"}'].map(preferencesIn)).toEqual([usual, usual, usual, { isCompact: true, width: 400, afterwards: 'back' }]);
});
