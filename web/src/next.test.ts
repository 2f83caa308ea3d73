import { describe, expect, it } from '@jest/globals';
import { isOtherDocument, safeNext, signInPath } from './next.js';

describe('where sign-in returns to', () => {
  it.each(['/', '/playground', '/playground?tab=2#query', '/a//b', '/tickets?next=//evil.example'])('keeps %s', path => {
    expect(safeNext(path)).toBe(path);
  });

  it.each([
    null, undefined, '', 'home', '//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example/', 'javascript:alert(1)',
    '/\t/evil.example', '/\n/evil.example', ' //evil.example', '/..//evil.example', '/.//evil.example', '/%2e//evil.example',
  ])('sends %j home', path => {
    expect(safeNext(path)).toBe('/');
  });

  it('remembers a deep link, and says nothing about the home page', () => {
    expect(signInPath('/playground?tab=2')).toBe('/sign-in?next=%2Fplayground%3Ftab%3D2');
    expect(signInPath('/')).toBe('/sign-in');
  });

  it('knows the playground as a document of its own', () => {
    expect(['/playground', '/playground?x', '/playground/'].filter(path => !isOtherDocument(path))).toEqual([]);
    expect(['/playgrounds', '/', '/sign-in?next=/playground'].filter(isOtherDocument)).toEqual([]);
  });
});
