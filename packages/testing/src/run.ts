// Raises one house, runs jest against it, takes it down. `npm test -- <jest arguments>`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forbidOutside } from './loopback.js';
import { raiseHouse } from './raise.js';
import { standingEnvironment } from './standing.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

forbidOutside();
const { standing, close } = await raiseHouse();
try {
  process.exitCode = await jest(standingEnvironment(standing));
} finally {
  await close();
}

function jest(environment: Record<string, string>): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } },
  );
  return new Promise(done => child.on('close', code => { done(code ?? 1); }));
}
