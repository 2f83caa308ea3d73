import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './failure.js';

/**
 * A file's secret, made on the first call and readable by its owner only. Two processes that start at once get the same one:
 * the file appears whole or not at all, and the first wins.
 */
export function secretFile(path: string): string {
  const known = read(path);
  if (known !== null) return known;
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${String(process.pid)}.${randomBytes(4).toString('hex')}`;
  writeFileSync(partial, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(partial, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(partial, { force: true });
  }
  const made = read(path);
  if (made === null) throw new Error(`${path} is empty: delete it and start again`);
  return made;
}

/** The house secret of a development checkout, kept in its data folder. */
export function developmentSecret(dataDir: string): string {
  return secretFile(join(dataDir, 'secret'));
}

function read(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  if (text === '') throw new Error(`${path} is empty: delete it and start again`);
  chmodSync(path, 0o600); // a copied checkout may have widened it
  return text;
}
