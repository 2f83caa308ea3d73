import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, openDoor, type Door } from '../test/door.js';

const agent = { cookie: 'deskgraph_session=agent' };
const hash = 'f348bad1ebf56b29daa84a939eb8f25dec057bab2b32178cc9d02aa7865df51c';
const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskgraph-operations-'));
  writeFileSync(join(folder, 'operations.json'), JSON.stringify({ [hash]: 'query Me { me { id } }' }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the operations the console was built with', () => {
  const withDoor = async (mode: 'any' | 'listed', work: (door: Door) => Promise<void>) => {
    const door = await openDoor({ webRoot: folder, consoleOperations: mode });
    await work(door).finally(() => door.gateway.close());
  };
  const post = (door: Door, body: object, headers: Record<string, string> = agent) =>
    door.call('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', origin: 'http://desk.test', 'x-deskgraph-csrf': '1', ...headers }, body });

  it('are asked by their hash alone', () =>
    withDoor('any', async door => {
      expect((await post(door, byHash(hash))).json().data.me.id).toBe((await door.ask('{ me { id } }', agent)).json().data.me.id);
      expect(codeOf(await post(door, byHash(hash.replaceAll('f', '0'))))).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    }));

  it('may be all that a session asks, while keys ask anything', () =>
    withDoor('listed', async door => {
      const free = { query: '{ me { id } }' };
      const answers = [await post(door, byHash(hash)), await post(door, free), await post(door, free, { authorization: 'Bearer dgk_partner' })];

      expect(answers.map(({ status }) => status)).toEqual([200, 403, 200]);
      expect(codeOf(answers[1] as never)).toBe('OPERATION_NOT_LISTED');
    }));

  it('are not what a body names that goes unread', () =>
    withDoor('listed', async door => {
      const unread = JSON.stringify(byHash(hash));
      const free = await door.call(`/graphql?query=${encodeURIComponent('{ me { id } }')}`, { headers: { 'content-type': 'application/json', 'x-deskgraph-csrf': '1', 'content-length': String(unread.length), ...agent }, body: unread });

      expect([free.status, codeOf(free)]).toEqual([403, 'OPERATION_NOT_LISTED']);
    }));

  it('are needed where only they are accepted', async () => {
    await expect(openDoor({ consoleOperations: 'listed' })).rejects.toThrow('build the console first');
  });
});
