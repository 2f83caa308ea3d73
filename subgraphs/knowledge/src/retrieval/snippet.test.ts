import { describe, expect, it } from '@jest/globals';
import { analyze } from './analyzer.js';
import { snippetOf } from './snippet.js';

const marked = (text: string, question: string): string => snippetOf(text, new Set(analyze(question))).map(part => (part.isMatch ? `[${part.text}]` : part.text)).join('');

describe('a snippet', () => {
  it('marks the words that were asked for, whatever their form', () => {
    expect(marked('Returns of pallets are free.', 'return pallet')).toBe('[Returns] of [pallets] are free.');
  });

  it('marks an identifier once, as a whole', () => {
    expect(marked('The CAS number is 7732-18-5.', '7732-18-5')).toBe('The CAS number is [7732-18-5].');
  });

  it('shows the place where most of the words stand, and no more than fits', () => {
    const text = `${'Nothing to see here. '.repeat(30)}The drum of acetone leaks.${' And so on.'.repeat(30)}`;

    const shown = marked(text, 'leaking acetone drum');

    expect(shown).toContain('[drum] of [acetone] [leaks]');
    expect(shown.length).toBeLessThan(260);
  });

  it('leaves markup as the text it is', () => {
    expect(marked('<b onclick="x">acid</b>', 'acid')).toBe('<b onclick="x">[acid]</b>');
  });

  it('cuts one endless word without breaking a character', () => {
    expect(marked('🧪'.repeat(500), 'acid').isWellFormed()).toBe(true);
  });

  it('of a text without the words is its beginning', () => {
    expect(marked('Short.', 'acid')).toBe('Short.');
  });
});
