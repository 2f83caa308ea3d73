import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { root } from './paths.mjs';

/** The workspaces' folders, as package.json lists them. */
export function workspaces() {
  const { workspaces: patterns } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folders = patterns.flatMap(pattern => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    return existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map(name => `${parent}/${name}`) : [];
  });
  return folders.filter(folder => existsSync(join(root, folder, 'package.json'))).sort();
}

/** All files below these paths of the checkout, without what was built, installed or generated. */
export function filesBelow(...paths) {
  const found = [];
  const walk = path => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!['node_modules', 'dist', 'gql', '.git'].includes(entry.name)) walk(inside);
      } else found.push(relative(root, inside).split(sep).join('/'));
    }
  };
  for (const path of paths) if (existsSync(join(root, path))) walk(join(root, path));
  return found.sort();
}

/** A fingerprint of texts by name. */
export function fingerprint(entries) {
  const hash = createHash('sha256');
  for (const [name, text] of entries) hash.update(`${name}\0${Buffer.byteLength(text)}\0`).update(text);
  return hash.digest('hex');
}

/** Whether a stamp in node_modules says this fingerprint. */
export function isStamped(name, print) {
  const file = stampFile(name);
  return existsSync(file) && readFileSync(file, 'utf8') === print;
}

/** Leaves the fingerprint for next time. */
export function stamp(name, print) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), print);
}

function stampFile(name) {
  return join(root, 'node_modules', `.deskgraph-${name}`);
}
