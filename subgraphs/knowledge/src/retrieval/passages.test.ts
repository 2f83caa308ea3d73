import { describe, expect, it } from '@jest/globals';
import { cut } from './passages.js';

const sentence = (words: number, name: string): string => `${Array.from({ length: words }, (_, index) => `${name}${String(index)}`).join(' ')}.`;
const wordsOf = (text: string): number => text.split(' ').length;

describe('a text is cut into passages', () => {
  it('of which a short one is one, under its title three times over', () => {
    expect(cut('Acid', 'Wear gloves.')).toEqual([{ body: 'Wear gloves.', length: 5, terms: `'acid':1,2,3 'wear':4 'glove':5` }]);
  });

  it('of at most 200 words that begin with the last sentence of the one before', () => {
    const sentences = Array.from({ length: 10 }, (_, index) => sentence(50, `s${String(index)}w`));

    const bodies = cut('Title', sentences.join(' ')).map(({ body }) => body);

    expect(bodies.map(wordsOf)).toEqual([200, 200, 200]);
    expect(bodies[1]?.startsWith(sentences[3] ?? '')).toBe(true);
    expect(new Set(bodies.join(' ').split(' ')).size).toBe(500);
  });

  it('within a sentence, where that is longer than a passage', () => {
    expect(cut('Title', sentence(450, 'w')).map(({ body }) => wordsOf(body))).toEqual([200, 200, 50]);
  });

  it('that hold the title, where there is nothing but signs in the text', () => {
    expect(cut('Acid', '!!!')).toMatchObject([{ length: 3 }]);
    expect(cut('!!!', '???')).toEqual([]);
  });

  it('of a size that can be shown, however endless a word is', () => {
    const bodies = cut('Title', 'xy12-'.repeat(20_000)).map(({ body }) => body.length);

    expect(Math.max(...bodies)).toBeLessThanOrEqual(200 * 101);
  });
});
