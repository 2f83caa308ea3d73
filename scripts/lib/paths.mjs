import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node 24, as npm installed it. */
export const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const swc = pathToFileURL(join(root, 'scripts/swc-hooks.mjs')).href;

/** What Node needs to run TypeScript as it is. */
export const hooks = ['--conditions=development', '--enable-source-maps', '--import', swc];
