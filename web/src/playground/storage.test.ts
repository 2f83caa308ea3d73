/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { holderOf, storageOf } from './storage.js';

afterEach(() => localStorage.clear());

const [one, another] = [`dgk_3f9a1c07_${'a'.repeat(43)}`, `dgk_3f9a1c08_${'b'.repeat(43)}`];

describe('the memory of the editor', () => {
  it('is its own for each key, and holds nothing of its secret', () => {
    storageOf(holderOf(one)).setItem('query', '{ viewer { name } }');

    expect(storageOf(holderOf(another)).getItem('query')).toBeNull();
    expect(storageOf(holderOf(one)).getItem('query')).toBe('{ viewer { name } }');
    expect(Object.keys(localStorage)).toEqual(['deskgraph:playground:dgk_3f9a1c07:query']);
  });

  it('names nothing of what is not made like a key', () => {
    expect(['secret', 'dgk_3f9a1c07', 'dgk_secret_secret'].map(holderOf)).toEqual(['key', 'key', 'key']);
  });

  it('is counted and cleared without that of others', () => {
    const [mine, yours] = [storageOf(holderOf(one)), storageOf(holderOf(another))];
    mine.setItem('query', '1');
    mine.setItem('variables', '2');
    yours.setItem('query', '3');
    expect([mine.length, yours.length]).toEqual([2, 1]);

    mine.clear();
    expect([mine.length, yours.length]).toEqual([0, 1]);
  });
});
