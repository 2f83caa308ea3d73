import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './children.mjs';
import { node, root } from './paths.mjs';
import { fingerprint, isStamped, stamp, workspaces } from './stamp.mjs';
import { Failure, step } from './steps.mjs';

/** The parts of a package.json that decide what is installed. */
const PARTS = [
  'name', 'version', 'workspaces', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides', 'allowScripts',
];

/** Installs exactly the lock file when node_modules is missing, half there, or of another lock file. */
export async function ensureInstalled() {
  const print = wanted();
  if (existsSync(node) && isStamped('install', print)) return;
  await step('installing packages (a minute or two the first time)', () => npm(['ci', '--include=dev', '--no-audit', '--no-fund']));
  if (!existsSync(node)) {
    throw new Failure(`npm installed the packages but ran no install scripts, so ${node} is missing: set ignore-scripts=false in .npmrc`);
  }
  stamp('install', print);
}

/** What the lock file and the workspaces ask for, on this kind of machine. */
function wanted() {
  const manifests = ['.', ...workspaces()].map(folder => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return [folder, JSON.stringify(PARTS.map(part => manifest[part]))];
  });
  return fingerprint([
    ['machine', `${process.platform} ${process.arch}`],
    ['lock', readFileSync(join(root, 'package-lock.json'), 'utf8')],
    ...manifests,
  ]);
}

/** The npm that runs us, else the one in the path. */
async function npm(args) {
  const { NODE_ENV, npm_config_production, npm_config_omit, ...env } = process.env; // Node 24 itself is a development dependency
  const own = process.env.npm_execpath;
  if (own && /\.c?js$/.test(own)) await runQuietly(process.execPath, [own, ...args], { env });
  else await runQuietly('npm', args, { env, shell: process.platform === 'win32' });
}
