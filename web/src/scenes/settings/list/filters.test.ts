import { describe, expect, it } from '@jest/globals';
import { chosen, dayFrom, idIn } from './filters.js';

describe('a day chosen as a filter', () => {
  it('begins at midnight of who reads', () => {
    expect(new Date(dayFrom('2026-11-28') ?? '')).toEqual(new Date(2026, 10, 28));
  });
  it('ends where the next one begins, at the end of a month too', () => {
    expect(new Date(dayFrom('2026-11-30', 1) ?? '')).toEqual(new Date(2026, 11, 1));
  });
  it.each(['', 'yesterday', '2026-11'])('is none when it says %j', text => {
    expect(dayFrom(text)).toBeUndefined();
  });
});

it('takes an id with what was pasted around it, and nothing that is no id', () => {
  expect(idIn('  019AD5CF-0000-7000-8000-000000000001 ')).toBe('019ad5cf-0000-7000-8000-000000000001');
  expect(idIn('019ad5cf')).toBeUndefined();
});

it('asks for everything where nothing is chosen', () => {
  expect([chosen(''), chosen('DEAD')]).toEqual([undefined, 'DEAD']);
});
