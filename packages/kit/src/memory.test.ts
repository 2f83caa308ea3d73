import { describe, expect, it } from '@jest/globals';
import { openMemory } from './memory.js';

const makesOf = (mostText: number, texts: readonly string[], lengthOf?: (made: string) => number): string[] => {
  const made: string[] = [];
  const memory = openMemory<string>(mostText, lengthOf);
  for (const text of texts) expect(memory(text, () => { made.push(text); return text.toUpperCase(); })).toBe(text.toUpperCase());
  return made;
};

describe('what is made of a text', () => {
  it('is made once', () => {
    expect(makesOf(100, ['a', 'b', 'a', 'b'])).toEqual(['a', 'b']);
  });

  it('is forgotten when what was used since is longer than all that may be remembered', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(letter => letter.repeat(40)) as [string, string, string];

    expect(makesOf(100, [a, b, a, c, a, b])).toEqual([a, b, c, b]);
    expect(makesOf(100, ['a', 'b', 'a', 'c', 'a', 'b'], () => 40)).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is not remembered where it alone is longer', () => {
    expect(makesOf(100, ['a'.repeat(101), 'b', 'a'.repeat(101), 'b'])).toEqual(['a'.repeat(101), 'b', 'a'.repeat(101)]);
  });

  it('is forgotten after two thousand others, however short', () => {
    const others = Array.from({ length: 2000 }, (_, n) => `b${String(n)}`);

    expect(makesOf(1_000_000, ['a', ...others.slice(1), 'a']).filter(text => text === 'a')).toHaveLength(1);
    expect(makesOf(1_000_000, ['a', ...others, 'a']).filter(text => text === 'a')).toHaveLength(2);
  });

  it('is made again after a failure', () => {
    const memory = openMemory<string>(100);
    const fail = () => { throw new Error('Not yet.'); };

    expect(() => memory('a', fail)).toThrow('Not yet.');
    expect(memory('a', () => 'A')).toBe('A');
  });
});
