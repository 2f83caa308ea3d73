import { describe, expect, it } from '@jest/globals';
import { closest, distance, isSpellable } from './spelling.js';

describe('the distance of two words', () => {
  it.each([
    ['pallet', 'pallet', 0],
    ['palet', 'pallet', 1],
    ['pallett', 'pallet', 1],
    ['pellet', 'pallet', 1],
    ['pallte', 'pallet', 1],
    ['paltle', 'pallet', 2],
    ['keg', 'pallet', 3],
  ])('%s is %s after %i slips', (a, b, slips) => {
    expect(distance(a, b, 2)).toBe(slips);
  });
});

describe('a misspelt word', () => {
  it.each([
    ['palet', 'pallet', [{ term: 'pallet', passages: 4 }, { term: 'planet', passages: 90 }]],
    ['retrun', 'return', [{ term: 'return', passages: 4 }]],
    ['acdi', 'acid', [{ term: 'acid', passages: 4 }, { term: 'amid', passages: 4 }]],
    ['drun', null, [{ term: 'trunk', passages: 4 }]],
    ['invoce', 'invoic', [{ term: 'invoic', passages: 1 }, { term: 'novic', passages: 1 }]],
    ['cat', null, []],
  ])('%s is read as %s', (word, term, candidates) => {
    expect(closest(word, candidates)).toBe(term);
  });

  it.each([['pallet', true], ['drum', true], ['kg', false], ['25kg', false], ['7732185', false], ['возврат', true]])('%s may be one: %s', (word, may) => {
    expect(isSpellable(word)).toBe(may);
  });
});
