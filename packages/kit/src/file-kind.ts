import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { Refused } from './refusal.js';
import type { Transaction } from './context.js';

/** A kind of file that a room takes. */
export interface FileKind {
  readonly room: string;
  /** What the room calls it, e.g. `picture`. */
  readonly name: string;
  /** The media types it may have: of those in `endings`, whose bytes can be told apart. */
  readonly types: readonly string[];
  readonly maxBytes: number;
  /** How many of one subject may lie here at a time, those under way and those not yet swept included. */
  readonly most: number;
  /** What the room does with a file that is whole, in the transaction that stores it. Throws Refused to have it forgotten. */
  stored(tx: Transaction, file: StoredFile): Promise<void>;
}

/** A file that is whole. */
export interface StoredFile {
  readonly id: string;
  readonly subjectId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** Every media type a kind may name, and how names of such files end. HTML and SVG are not among them: they are programs. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/gif': ['gif'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'text/csv': ['csv'],
  'text/plain': ['txt', 'log', 'md'],
};

/** What browsers may show by themselves; all else is to be saved. */
const shown = new Set(['image/gif', 'image/jpeg', 'image/png', 'image/webp']);

/** How much of a file's beginning is looked at to tell what it is. */
const headBytes = 4100;

/** The kinds by name. Throws for a type whose bytes nobody can check. */
export function kindsByName(kinds: readonly FileKind[]): ReadonlyMap<string, FileKind> {
  const unknown = kinds.flatMap(({ types }) => types).filter(type => !Object.hasOwn(endings, type));
  if (unknown.length > 0) throw new Error(`Nobody can tell from its bytes whether a file is ${unknown.join(', ')}.`);
  return new Map(kinds.map(kind => [kind.name, kind]));
}

/** Whether a name ends like those of another type; one without an ending says nothing. */
export function endsOtherwise(name: string, type: string): boolean {
  const [, ending] = /.\.([^.]*)$/.exec(name) ?? [];
  return ending !== undefined && !endings[type]?.includes(ending.toLowerCase());
}

/** Whether a browser may show a file of this type in its place. */
export function isShown(type: string): boolean {
  return shown.has(type);
}

/** Bytes on their way, counted and looked at. */
export interface Examined extends AsyncIterable<Uint8Array> {
  /** The SHA-256 of what went by. */
  digest(): Buffer;
}

/** Hands on bytes as they come. Ends with a refusal as soon as they are more than was said, and at the end when they are fewer or something else. */
export function examined(bytes: AsyncIterable<Uint8Array>, { size, type }: { size: number; type: string }): Examined {
  const hash = createHash('sha256');
  const text = type.startsWith('text/') ? new TextDecoder('utf-8', { fatal: true }) : null;
  return {
    digest: () => hash.digest(),
    async *[Symbol.asyncIterator]() {
      const head: Uint8Array[] = [];
      let seen = 0;
      for await (const chunk of bytes) {
        if (seen < headBytes) head.push(chunk);
        seen += chunk.length;
        if (seen > size) throw new Refused('FILE_TOO_LONG', `More came than the ${String(size)} bytes that were said.`, 'size');
        if (text && !isText(text, chunk)) throw otherType();
        hash.update(chunk);
        yield chunk;
      }
      if (seen < size) throw new Refused('FILE_TOO_SHORT', `Only ${String(seen)} of the ${String(size)} bytes that were said came.`, 'size');
      const found = await fileTypeFromBuffer(Buffer.concat(head).subarray(0, headBytes)).catch(() => undefined);
      if (found?.mime !== (text ? undefined : type) || (text && !isText(text))) throw otherType();
    },
  };
}

/** Whether the next bytes, or with none their end, are UTF-8 without a NUL. */
function isText(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return !chunk?.includes(0);
  } catch {
    return false;
  }
}

function otherType(): Refused {
  return new Refused('FILE_OTHER_TYPE', 'What came is not such a file, whatever it is called. Choose another.', 'type');
}
