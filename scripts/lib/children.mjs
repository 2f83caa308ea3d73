// Child processes that end when this one does, whatever ends it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node, root } from './paths.mjs';
import { Failure } from './steps.mjs';

const isPosix = process.platform !== 'win32';
const leash = pathToFileURL(join(root, 'scripts/lib/leash.mjs')).href;
/** Each living child, with the way to send it a signal. */
const living = new Map();
let stoppedBy = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));

function stop(signal) {
  stoppedBy ??= signal;
  for (const send of living.values()) send(signal);
  if (living.size === 0) process.exit(statusOf(null, signal));
}

/** Runs a program with Node 24 in the foreground: it has the terminal, gets our signals, and ends when we do. Answers its exit code. */
export async function runTask(args, env = {}) {
  const child = spawn(node, ['--import', leash, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'], // the channel is the leash
  });
  const hasTerminal = isPosix && process.stdin.isTTY === true;
  return new Promise((resolve, reject) => {
    living.set(child, signal => {
      if (!(signal === 'SIGINT' && hasTerminal)) child.kill(signal); // a terminal sends Ctrl-C to both of us
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      living.delete(child);
      resolve(statusOf(code, signal));
    });
  });
}

/** Runs a program in the background and answers what it wrote; fails with it when the program fails. */
export async function runQuietly(command, args, { env = process.env, cwd = root, shell = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env,
    shell,
    detached: isPosix, // a group of its own, to be stopped whole
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => output.push(text));
  const [code, signal] = await new Promise((resolve, reject) => {
    living.set(child, name => {
      try {
        if (isPosix) process.kill(-child.pid, name);
        else child.kill();
      } catch {
        // it has just ended
      }
    });
    child.once('error', reject);
    child.once('close', (...ending) => {
      living.delete(child);
      resolve(ending);
    });
  });
  const text = Buffer.concat(output).toString();
  if (stoppedBy) process.exit(statusOf(null, stoppedBy));
  if (code !== 0) throw new Failure(`${text.slice(-20_000).trimEnd()}\n${[command, ...args].join(' ')} ended with ${code ?? signal}`);
  return text;
}

/** Stops everything when the process that started us ends without a word: npm, and the shell npm puts between. */
export function stopWithParent() {
  const parents = [process.ppid];
  if (process.env.npm_lifecycle_event && existsSync(`/proc/${process.ppid}/stat`)) parents.push(parentOf(process.ppid));
  const watch = setInterval(() => {
    if (process.ppid === parents[0] && parents.every(isAlive)) return;
    clearInterval(watch);
    stop('SIGTERM');
  }, 500);
  watch.unref();
}

function parentOf(pid) {
  return Number(statOf(pid)[1]);
}

/** State and parent of a process, as Linux tells them behind the name in parentheses. */
function statOf(pid) {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || statOf(pid)[0] !== 'Z';
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function statusOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
