import { expect, it } from '@jest/globals';
import { chosen, idIn } from './filters.js';

it('takes an id with what was pasted around it, and nothing that is no id', () => {
  expect(idIn('  019AD5CF-0000-7000-8000-000000000001 ')).toBe('019ad5cf-0000-7000-8000-000000000001');
  expect(idIn('019ad5cf')).toBeUndefined();
});

it('asks for everything where nothing is chosen', () => {
  expect([chosen(''), chosen('DEAD')]).toEqual([undefined, 'DEAD']);
});
