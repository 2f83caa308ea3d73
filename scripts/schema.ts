// Writes schema/ and says what changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { schemaFiles } from './compose.js';

const folder = new URL('../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(schemaFiles())) {
  const file = new URL(name, folder);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (before === text) continue;
  writeFileSync(file, text);
  console.log(`schema/${name} ${before === null ? 'written' : 'changed'}`);
}
