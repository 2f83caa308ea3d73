import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { validate as isUuid } from 'uuid';

/** Where a file's bytes lie. Both are uuids of ours; nothing a person wrote is part of a path. */
export interface FileKey {
  readonly organizationId: string;
  readonly id: string;
}

/** Bytes that are whole and safe, and not in their place yet. */
export interface Draft {
  /** Puts them in their place, at once and for good. */
  keep(): Promise<void>;
  /** Forgets them; nothing once they are kept. */
  discard(): Promise<void>;
}

/** Where the bytes of files are. */
export interface FileStore {
  /** The largest file it takes. */
  readonly mostBytes: number;
  /** Writes bytes beside their place as they come. Throws what they throw, and leaves nothing then; null while the same file is being written. */
  write(key: FileKey, bytes: AsyncIterable<Uint8Array>): Promise<Draft | null>;
  /** The bytes from the first on, and how many; null when there are none. */
  read(key: FileKey): Promise<{ readonly size: number; readonly bytes: ReadableStream<Uint8Array> } | null>;
  /** Deletes the bytes, if there are any. */
  delete(key: FileKey): Promise<void>;
  /** Deletes drafts nobody has written to since then: their process is gone. */
  tidy(since: Date): Promise<void>;
}

/** Keeps files in a folder, which all processes of the house share: `<organization>/<id>`, and drafts in `incoming`. */
export function openFolder(root: string, mostBytes: number): FileStore {
  const incoming = join(root, 'incoming');
  const folderOf = ({ organizationId }: FileKey): string => join(root, checked(organizationId));
  const placeOf = (key: FileKey): string => join(folderOf(key), checked(key.id));

  return {
    mostBytes,
    async write(key, bytes) {
      const draft = join(incoming, `${checked(key.organizationId)}.${checked(key.id)}`);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      try {
        await pipeline(bytes, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return null;
        await rm(draft, { force: true });
        throw error;
      }
      return {
        async keep() {
          await mkdir(folderOf(key), { recursive: true, mode: 0o700 });
          await rename(draft, placeOf(key));
          await Promise.all([root, folderOf(key)].map(flush));
        },
        discard: () => rm(draft, { force: true }),
      };
    },
    async read(key) {
      const file = await unlessMissing(open(placeOf(key)));
      if (!file) return null;
      const { size } = await file.stat();
      return { size, bytes: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array> };
    },
    delete: key => rm(placeOf(key), { force: true }),
    async tidy(since) {
      for (const name of (await unlessMissing(readdir(incoming))) ?? []) {
        const draft = join(incoming, name);
        const found = await unlessMissing(stat(draft));
        if (found && found.mtime < since) await rm(draft, { force: true });
      }
    },
  };
}

/** Makes the names in a folder outlive a loss of power. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checked(id: string): string {
  if (!isUuid(id)) throw new Error('A file is kept under uuids only.');
  return id;
}

function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
