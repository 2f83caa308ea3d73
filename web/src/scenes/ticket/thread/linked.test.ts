import { expect, it } from '@jest/globals';
import { linked } from './linked.js';

it('finds web addresses in a text, and nothing that could run', () => {
  expect(linked('See https://a.example/x?y=1, or (http://b.example). javascript:alert(1)')).toEqual([
    { text: 'See ' },
    { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
    { text: ', or (' },
    { text: 'http://b.example', href: 'http://b.example' },
    { text: '). javascript:alert(1)' },
  ]);
});
