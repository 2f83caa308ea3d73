import { describe, expect, it } from '@jest/globals';
import { deriveKey, openLog, sameSecret, seal, unseal } from './index.js';

describe('seal', () => {
  const key = deriveKey('a secret of some length, 32 or more', 'mail');

  it('opens with the same key and binding', () => {
    expect(unseal(key, 'mail/1', seal(key, 'mail/1', 'https://example.com/?token=ä'))).toBe('https://example.com/?token=ä');
  });

  it('stays shut for another key, another binding, and after any change', () => {
    const sealed = seal(key, 'mail/1', 'text');
    const bent = Buffer.from(sealed);
    bent[bent.length - 1]! ^= 1;

    expect(() => unseal(deriveKey('a secret of some length, 32 or more', 'other'), 'mail/1', sealed)).toThrow();
    expect(() => unseal(key, 'mail/2', sealed)).toThrow();
    expect(() => unseal(key, 'mail/1', bent)).toThrow();
  });
});

describe('sameSecret', () => {
  it('tells equal from different, of any length', () => {
    expect([sameSecret('abc', 'abc'), sameSecret('abc', 'abd'), sameSecret('abc', 'abcd')]).toEqual([true, false, false]);
  });
});

describe('the log', () => {
  it('never holds what people entered', () => {
    const lines: string[] = [];
    const log = openLog('trace', { write: line => void lines.push(line) });
    const canary = 'canary-7f3a@example.com';

    log.info({ email: canary, user: { name: canary, deep: { token: canary } }, password: canary }, 'said');
    log.error({ error: Object.assign(new Error(`duplicate key "${canary}" for ${canary}`), { detail: canary, parameters: [canary], query: canary }) }, 'failed');

    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('canary');
  });
});
