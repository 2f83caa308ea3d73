import { describe, expect, it } from '@jest/globals';
import { attempts } from './attempt.js';
import { deviceOf } from './device.js';
import { relative } from './moment.js';
import { byNoun, readable } from './rights.js';

const now = new Date('2026-11-20T12:00:00Z');
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

describe('an instant', () => {
  it('is said as people say it', () => {
    const said = [0, -59, -60, -3 * 3600, -86_400, 86_400, 30 * 86_400].map(count => relative(seconds(count), now, 'en'));
    expect(said).toEqual(['just now', 'just now', '1 minute ago', '3 hours ago', 'yesterday', 'tomorrow', 'next month']);
  });
});

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1', 'Safari on iOS'],
    ['curl/8.5.0', 'curl'],
    [null, 'Unknown device'],
  ])('%j is %s', (agent, words) => {
    expect(deviceOf(agent)).toBe(words);
  });
});

describe('permissions', () => {
  it('are grouped by noun', () => {
    expect(byNoun(['member.read', 'apiKey.create', 'member.invite'])).toEqual([['apiKey', ['create']], ['member', ['invite', 'read']]]);
  });

  it('are readable', () => {
    expect(['apiKey', 'changeRole', 'api-key', 'member'].map(readable)).toEqual(['API key', 'Change role', 'API key', 'Member']);
  });
});

describe('an attempt', () => {
  it('keeps its idempotency key until the input changes', () => {
    let count = 0;
    const keyFor = attempts(() => `key-${++count}`);
    expect([{ a: 1 }, { a: 1 }, { a: 2 }, { a: 1 }].map(keyFor)).toEqual(['key-1', 'key-1', 'key-2', 'key-3']);
  });

  it('makes keys of 128 random bits', () => {
    expect(attempts()('x')).toMatch(/^[0-9a-f]{32}$/);
  });
});
