/** @jest-environment jsdom */
import { describe, expect, it } from '@jest/globals';
import { quotedIn, splitHtml } from './quotes.js';

describe('what a mail quotes', () => {
  it('at its end is folded, with the line that introduces it', () => {
    expect(splitHtml('<p>Thank you.</p><div>On Monday, Bo wrote:</div><blockquote><p>Here</p><blockquote>Older</blockquote></blockquote><br>')).toEqual({
      said: '<p>Thank you.</p><br>',
      quoted: '<div>On Monday, Bo wrote:</div><blockquote><p>Here</p><blockquote>Older</blockquote></blockquote>',
    });
  });

  it.each([
    ['answers stand between its parts', '<blockquote>Is it late?</blockquote><p>Yes.</p>'],
    ['there is nothing else', '<blockquote>Forwarded</blockquote>'],
    ['nothing is quoted', '<p>Hello</p>'],
  ])('is left whole where %s', (_, html) => {
    expect(splitHtml(html)).toEqual({ said: html, quoted: null });
  });

  it('in plain text is what stands behind the new part; nothing where that is all', () => {
    expect(quotedIn('Thank you.\r\n\r\n> Here', 'Thank you.')).toBe('> Here');
    expect(quotedIn('Thank you.\n', 'Thank you.')).toBeNull();
    expect(quotedIn('> Late?\nYes.', 'Yes.')).toBe('> Late?\nYes.');
  });
});
