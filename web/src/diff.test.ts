import { describe, expect, it } from '@jest/globals';
import { diffOf } from './diff.js';

const told = (before: string, after: string) => diffOf(before, after).map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`);

describe('two texts side by side', () => {
  it('are the same where nothing changed', () => {
    expect(told('a\nb', 'a\nb')).toEqual([' a', ' b']);
  });

  it('show what is gone before what is new in its place', () => {
    expect(told('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
  });

  it('keep as many lines as they can', () => {
    expect(told('a\nb\nc\nd', 'b\nc\nx\nd\ne')).toEqual(['-a', ' b', ' c', '+x', ' d', '+e']);
  });

  it('keep a line that stands twice in one and once in the other once', () => {
    expect(told('a\na', 'a')).toEqual([' a', '-a']);
  });

  it('are given up on as a whole when they are too long to compare', () => {
    const lines = (word: string) => Array.from({ length: 2001 }, (_, index) => `${word} ${String(index)}`).join('\n');

    expect(told(lines('a'), lines('b')).slice(2000, 2002)).toEqual(['-a 2000', '+b 0']);
  });
});
