import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A mail as it arrived: the envelope the client spoke, and the bytes between DATA and the final dot. */
export interface Letter {
  /** Later mails have greater ids. */
  readonly id: string;
  readonly receivedAt: Date;
  /** MAIL FROM, empty for the null sender. */
  readonly sender: string;
  /** RCPT TO, in the order given. */
  readonly recipients: readonly string[];
  readonly raw: Buffer;
}

/** Which mails to look at. */
export interface LetterFilter {
  /** Exactly this recipient, in any case. */
  readonly to?: string | undefined;
  /** A part of a recipient, in any case. */
  readonly search?: string | undefined;
}

/** How much is kept; the oldest goes first. */
export interface LetterLimits {
  readonly count: number;
  readonly bytes: number;
}

/** The mails received, newest first. */
export interface Letters {
  add(letter: Omit<Letter, 'id'>): Letter;
  list(filter?: LetterFilter): Letter[];
  get(id: string): Letter | undefined;
  /** Forgets everything and tells how many there were. */
  clear(): number;
  /** Calls back after every change. Answers how to stop listening. */
  watch(listener: () => void): () => void;
}

/** The newest 2,000 mails and 64 MB of them. */
export const LETTER_LIMITS: LetterLimits = { count: 2_000, bytes: 64 * 1024 * 1024 };

/** Opens the mails, in memory; with a folder they are kept there too, and survive a restart. */
export function openLetters(folder?: string, limits: LetterLimits = LETTER_LIMITS): Letters {
  const files = folder === undefined ? nowhere : openFiles(folder);
  const kept = new Map<string, Letter>();
  const listeners = new Set<() => void>();
  let bytes = 0;
  let last = 0;

  const keep = (letter: Letter) => {
    kept.set(letter.id, letter);
    last = Math.max(last, Number.parseInt(letter.id, 10));
    bytes += letter.raw.length;
    for (const [id, oldest] of kept) {
      if ((kept.size <= limits.count && bytes <= limits.bytes) || kept.size === 1) break;
      kept.delete(id);
      bytes -= oldest.raw.length;
      files.remove(id);
    }
  };
  const changed = () => listeners.forEach(listener => listener());
  files.load().forEach(keep);

  return {
    add(arrived) {
      const letter = { id: `${String(last + 1).padStart(9, '0')}-${randomBytes(4).toString('hex')}`, ...arrived };
      files.write(letter);
      keep(letter);
      changed();
      return letter;
    },
    list: (filter = {}) => [...kept.values()].filter(letter => matches(letter, filter)).reverse(),
    get: id => kept.get(id),
    clear() {
      const count = kept.size;
      for (const id of kept.keys()) files.remove(id);
      kept.clear();
      bytes = 0;
      changed();
      return count;
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function matches({ recipients }: Letter, { to, search }: LetterFilter): boolean {
  const addresses = recipients.map(recipient => recipient.toLowerCase());
  return (to === undefined || addresses.includes(to.toLowerCase()))
    && (search === undefined || addresses.some(address => address.includes(search.toLowerCase())));
}

const nowhere = { load: (): Letter[] => [], write: (_letter: Letter) => {}, remove: (_id: string) => {} };

/** One file per mail: a line of JSON, then the raw bytes. Renamed when whole, so a half-written one is never read. */
function openFiles(folder: string): typeof nowhere {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (id: string) => join(folder, `${id}.mail`);
  return {
    load: () => readdirSync(folder)
      .filter(name => /^\d{9}-[0-9a-f]{8}\.mail$/.test(name))
      .sort()
      .flatMap(name => read(join(folder, name))),
    write({ raw, ...head }) {
      const partial = `${path(head.id)}.partial`;
      writeFileSync(partial, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), raw]), { mode: 0o600 });
      renameSync(partial, path(head.id));
    },
    remove: id => rmSync(path(id), { force: true }),
  };
}

function read(file: string): Letter[] {
  try {
    const content = readFileSync(file);
    const end = content.indexOf('\n');
    const head: unknown = JSON.parse(content.toString('utf8', 0, end));
    return isHead(head) ? [{ ...head, receivedAt: new Date(head.receivedAt), raw: content.subarray(end + 1) }] : [];
  } catch {
    return []; // a file that is not a mail of ours is left alone
  }
}

function isHead(value: unknown): value is { id: string; receivedAt: string; sender: string; recipients: string[] } {
  const { id, receivedAt, sender, recipients } = (value ?? {}) as Record<string, unknown>;
  return [id, receivedAt, sender].every(field => typeof field === 'string') && Array.isArray(recipients);
}
