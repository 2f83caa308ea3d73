// `node scripts/run.mjs <task> [arguments]`: installs and builds what is missing, then runs the task with the Node of node_modules.
// Plain JavaScript for any Node >= 20, because it runs before anything is installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, ensureBuilt, ensureGenerated } from './lib/build.mjs';
import { runTask, stopWithParent } from './lib/children.mjs';
import { findChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { hooks, root } from './lib/paths.mjs';
import { Failure } from './lib/steps.mjs';

const settings = existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
// A request's garbage dies young where there is room for it: a fifteenth less CPU, for at most 150 MB more.
const young = '--max-semi-space-size=64';

/** What a task needs, and what it runs. */
const tasks = {
  start: { built: true, run: [young, ...settings, 'packages/host/dist/one.js'] },
  each: { built: true, run: [...settings, 'packages/host/dist/each.js'] },
  migrate: { built: true, run: [...settings, 'packages/host/dist/migrate.js'] },
  admin: { built: true, run: [...settings, 'packages/host/dist/admin.js'] },
  build: { work: build },
  test: { run: ['scripts/test.mjs'] },
  'fuzz:power': { run: ['scripts/test.mjs', 'test/isolation'], env: { DESKGRAPH_FUZZ_POWER: 'full' } },
  lint: { generated: true, run: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'] },
  schema: { run: [...hooks, 'scripts/schema.ts'] },
  shots: { built: true, browser: true, run: [...hooks, 'scripts/shots.ts'] },
  faults: { built: true, run: [...hooks, 'scripts/faults.ts'] },
  bench: { built: true, browser: true, run: [...hooks, 'bench/index.ts'], env: { NODE_ENV: 'production' } },
};

const [name, ...args] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;

try {
  if (!task) throw new Failure(`say what to do: ${Object.keys(tasks).join(', ')}`);
  stopWithParent();
  await ensureInstalled();
  if (task.built) await ensureBuilt();
  if (task.generated) await ensureGenerated();
  if (task.work) await task.work();
  const browser = task.browser ? { CHROMIUM_PATH: (await findChromium()) ?? '' } : {};
  if (task.run) process.exitCode = await runTask([...task.run, ...args], { ...task.env, ...browser });
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
  process.exitCode = 1;
}
// The watch over the parent keeps no process alive, but a signal on its way may.
process.exit();
