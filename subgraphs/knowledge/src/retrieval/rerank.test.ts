import { describe, expect, it } from '@jest/globals';
import { rerank } from './rerank.js';

describe('what was found, its letters compared', () => {
  it('puts what says it in the same words before what says the words apart', () => {
    const [apart, together] = rerank('return a broken pallet', [{ score: 10, text: 'Broken glass. A pallet. They return.' }, { score: 9.9, text: 'To return a broken pallet, call us.' }]);

    expect(together).toBeGreaterThan(apart ?? 0);
  });

  it('leaves a much better one first', () => {
    const [first, second] = rerank('return a broken pallet', [{ score: 10, text: 'Giving back.' }, { score: 3, text: 'Return a broken pallet.' }]);

    expect(first).toBeGreaterThan(second ?? 0);
  });

  it.each([['nothing', '', 'text'], ['signs', '!?', 'text'], ['emoji', '🧪', '🧪'], ['an empty text', 'pallet', '']])('compares %s', (_what, question, text) => {
    expect(rerank(question, [{ score: 2, text }]).every(score => Number.isFinite(score) && score > 0)).toBe(true);
  });

  it('of nothing is nothing', () => {
    expect(rerank('pallet', [])).toEqual([]);
  });
});
