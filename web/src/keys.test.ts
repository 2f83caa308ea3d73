import { describe, expect, it } from '@jest/globals';
import { nameOf, written } from './keys.js';

const pressed = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  nameOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('keys', () => {
  it('are named as actions name them, whatever keyboard they are typed on', () => {
    const names = [pressed('j'), pressed('X', { shiftKey: true }), pressed('k', { metaKey: true }), pressed('k', { ctrlKey: true }), pressed('?', { shiftKey: true }), pressed('J')];

    expect(names).toEqual(['j', 'Shift+X', 'mod+k', 'mod+k', '?', 'j']);
  });

  it('held with Alt are not ours, since AltGr types letters and readers listen there', () => {
    expect(pressed('q', { altKey: true })).toBeNull();
  });

  it('are written one by one', () => {
    expect([written('g t'), written('mod+Shift+Enter'), written('Shift+X'), written('?')]).toEqual([['G', 'T'], ['Ctrl', 'Shift', 'Enter'], ['Shift', 'X'], ['?']]);
  });
});
