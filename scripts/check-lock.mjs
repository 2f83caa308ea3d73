// Checks the lock files for what makes `npm ci` fail on another machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/paths.mjs';

/** What is wrong with a lock file, a sentence each. */
export function lockProblems({ packages }) {
  const problems = [];
  for (const [place, entry] of Object.entries(packages)) {
    // npm leaves a platform's package out when its registry did not have it that day; `npm ci` then refuses on every platform.
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isThere(packages, place, name)) problems.push(`${place || 'the root'} names ${name}, which the lock file does not have`);
    }
    // The registry belongs to the machine that installs.
    if (/^https?:/.test(entry.resolved ?? '')) problems.push(`${place} is bound to ${new URL(entry.resolved).host}`);
  }
  return problems;
}

/** Whether a package finds another as Node does: beside itself, or in a node_modules further up. */
function isThere(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    if (packages[at ? `${at}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const locks = ['package-lock.json', 'bench/peers/package-lock.json'];
  const problems = locks.flatMap(lock => lockProblems(JSON.parse(readFileSync(join(root, lock), 'utf8'))).map(problem => `${lock}: ${problem}`));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error('Pin versions whose packages are all served, remove node_modules and package-lock.json beside it, and run');
    console.error('  npm install --omit-lockfile-registry-resolved');
    process.exitCode = 1;
  }
}
