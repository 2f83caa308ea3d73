// `npm test`: the lock file, lint, types and a build, then every test against one house. `npm test -- <jest arguments>` runs only those.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureGenerated } from './lib/build.mjs';
import { runQuietly, runTask } from './lib/children.mjs';
import { findChromium } from './lib/chromium.mjs';
import { hooks, node, root } from './lib/paths.mjs';
import { Failure, step } from './lib/steps.mjs';

const args = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

const chromium = await findChromium();
if (args.length === 0) {
  await check('build', ensureBuilt);
  await ensureGenerated().catch(() => undefined); // the types say what is missing
  await step('checking the lock file, lint and types', () => Promise.all(checks().map(([name, work]) => check(name, work))));
}
await jest();
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** Each counts as one test. */
function checks() {
  const tsc = project => runQuietly(node, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project]);
  const all = [
    ['lock file', () => runQuietly(node, [join(root, 'scripts/check-lock.mjs')])],
    ['lint', () => runQuietly(node, [join(root, 'node_modules/eslint/bin/eslint.js'), '.', '--max-warnings=0'])],
    ['types', () => tsc('.')],
  ];
  return existsSync(join(root, 'web/tsconfig.json')) ? [...all, ['types of web', () => tsc('web')]] : all;
}

async function check(name, work) {
  try {
    await work();
    total.passed++;
  } catch (error) {
    total.failed++;
    console.error(`\n${name} FAILED\n${error instanceof Failure ? error.message : error.stack}\n`);
  }
}

async function jest() {
  const folder = mkdtempSync(join(tmpdir(), 'deskgraph-test-'));
  const report = join(folder, 'report.json');
  const house = join(root, 'packages/testing/src/run.ts');
  const command = existsSync(house)
    ? [...hooks, house]
    : ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js')];
  try {
    const status = await runTask([...command, '--json', `--outputFile=${report}`, ...args], {
      NODE_ENV: 'test',
      ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    });
    count(status, report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Adds jest's report; a run that ended badly without one failed test, or without a report, is a failure of its own. */
function count(status, report) {
  let failed = 0;
  if (existsSync(report)) {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    total.passed += result.numPassedTests;
    total.skipped += result.numPendingTests + result.numTodoTests;
    if (result.numTotalTests === 0) failed ||= 1;
  }
  total.failed += status === 0 && existsSync(report) ? failed : failed || 1;
}
