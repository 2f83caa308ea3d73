// Runs TypeScript as it is: `.ts` goes through swc with decorator metadata (cached by content), `./x.js` finds `./x.ts`.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/deskgraph-swc');
const { $schema, exclude, sourceMaps, ...options } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
mkdirSync(cache, { recursive: true });

function compile(filename) {
  const source = readFileSync(filename, 'utf8');
  const cached = join(cache, createHash('sha1').update(filename).update(source).digest('hex') + '.mjs');
  if (existsSync(cached)) return readFileSync(cached, 'utf8');
  const { code } = transformSync(source, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
  const partial = `${cached}.${process.pid}`; // renamed when whole: another process may be reading
  writeFileSync(partial, code);
  renameSync(partial, cached);
  return code;
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return next(source.href, context);
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    return { format: 'module', source: compile(fileURLToPath(url)), shortCircuit: true };
  },
});
