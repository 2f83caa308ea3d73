// Writes schema/ and .env.example, and says what changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { envExample } from '@deskgraph/host';
import { schemaFiles } from '../packages/testing/src/compose.js';

const root = new URL('../', import.meta.url);
mkdirSync(new URL('schema/', root), { recursive: true });
const files = Object.entries(await schemaFiles()).map(([name, text]) => [`schema/${name}`, text] as const);
for (const [name, text] of [...files, ['.env.example', envExample()] as const]) {
  const file = new URL(name, root);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (before === text) continue;
  writeFileSync(file, text);
  console.log(`${name} ${before === null ? 'written' : 'changed'}`);
}
