import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from './file-store.js';

const root = mkdtempSync(join(tmpdir(), 'deskgraph-files-'));
const store = openFolder(root, 100);
const key = () => ({ organizationId: crypto.randomUUID(), id: crypto.randomUUID() });
const pieces = async function* (...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
};
const read = async (of: ReturnType<typeof key>): Promise<string | null> => {
  const found = await store.read(of);
  return found && new Response(found.bytes).text();
};
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a folder of files', () => {
  it('has what was kept, whole and for its owner only, and nothing of what was not', async () => {
    const [kept, left] = [key(), key()];

    const [draft, other] = [await store.write(kept, pieces('one ', 'two')), await store.write(left, pieces('three'))];
    const before = await read(kept);
    await draft?.keep();
    await draft?.discard();
    await other?.discard();

    expect([before, await read(kept), await read(left)]).toEqual([null, 'one two', null]);
    expect(statSync(join(root, kept.organizationId, kept.id)).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, kept.organizationId)).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(root, 'incoming'))).toEqual([]);
  });

  it('forgets what ends early, and takes one writer at a time', async () => {
    const of = key();
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces('half');
      throw new Error('It broke.');
    };

    await expect(store.write(of, broken())).rejects.toThrow('It broke.');
    const first = await store.write(of, pieces('first'));
    const second = await store.write(of, pieces('second'));
    await first?.keep();

    expect([second, await read(of)]).toEqual([null, 'first']);
  });

  it('deletes, also what is not there', async () => {
    const of = key();
    await (await store.write(of, pieces('gone')))?.keep();

    await store.delete(of);
    await store.delete(of);

    expect(await read(of)).toBeNull();
  });

  it.each(['..', '../../etc', 'a/b', '', 'passwd\0'])('keeps nothing under %j', async id => {
    await expect(store.write({ ...key(), id }, pieces('x'))).rejects.toThrow('uuids only');
    await expect(store.read({ ...key(), organizationId: id })).rejects.toThrow('uuids only');
  });
});
