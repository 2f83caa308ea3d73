import { describe, expect, it } from '@jest/globals';
import { speakerOf } from './words.js';

describe('who says something', () => {
  const member = { name: 'Jonas' };

  it.each([
    ['whoever asked, though a member wrote it down', { kind: 'INBOUND', authorName: 'Ada', author: member }, 'Ada'],
    ['their address, where they give no name', { kind: 'INBOUND', authorAddress: 'ada@customer.test', author: null }, 'ada@customer.test'],
    ['nobody by name, where neither is known', { kind: 'INBOUND', author: member }, 'Whoever asked'],
    ['the member who answers', { kind: 'REPLY', author: member }, 'Jonas'],
    ['somebody, where their name may not be read', { kind: 'NOTE', author: null }, 'Somebody here'],
  ])('is %s', (_, said, name) => {
    expect(speakerOf(said)).toBe(name);
  });
});
