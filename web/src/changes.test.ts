import { expect, it } from '@jest/globals';
import { changesOf } from './changes.js';

it('the changes of a form are the fields that are other than before', () => {
  const before = { id: 'p', name: 'Cleaner', hazard: 'UN 1993', sheet: undefined, price: 1250, rights: ['a', 'b'] };

  expect(changesOf(before, { name: 'Cleaner', hazard: 'UN 1993', sheet: null, price: 1250, rights: ['a', 'b'] })).toEqual({});
  expect(changesOf(before, { name: 'Polish', hazard: null, sheet: null, price: 0, rights: ['a'] })).toEqual({ name: 'Polish', hazard: null, price: 0, rights: ['a'] });
});
