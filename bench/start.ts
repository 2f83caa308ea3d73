import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from './table.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `npm start` on an empty data folder (built already), and again on the same one: until the address is printed. */
export async function measureStart(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'deskgraph-bench-'));
  try {
    const cold = await startOnce(dataDir);
    const warm = await startOnce(dataDir);
    return [
      { what: 'npm start, first, the demo loading behind it; installed and built', value: seconds(cold), peer: '', ratio: '', goal: '' },
      { what: 'npm start, second', value: seconds(warm), peer: `the first: ${seconds(cold)}`, ratio: `${(warm / cold).toFixed(2)}x`, goal: '< 10 s' },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Starts, waits for the address, stops; answers milliseconds until ready. */
async function startOnce(dataDir: string): Promise<number> {
  const started = performance.now();
  const env = { ...process.env, DESKGRAPH_DATA_DIR: dataDir, DESKGRAPH_PORT: '0', DESKGRAPH_LOG_LEVEL: 'error' };
  const child = spawn('npm', ['start', '--silent'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>(done => child.on('close', () => { done(); }));
  let text = '';
  const ready = await new Promise<number>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (/Deskgraph is ready/.test(text)) done(performance.now() - started);
    });
    child.on('close', code => { fail(new Error(`npm start ended with ${String(code)}:\n${text}`)); });
  });
  child.kill('SIGTERM');
  await ended;
  return ready;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
