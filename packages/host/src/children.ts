import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inherited, type Config } from './config.js';
import type { Ground } from './house.js';
import { freePort } from './port.js';
import type { Role } from './process.js';
import { subgraphs } from './rooms.js';

/** One process of the house, started and ready. */
export interface Started {
  readonly pid: number;
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

/** How a process is started, and who hears its lines. */
export interface StartOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly sandbox: Ground['sandbox'];
  readonly tell: (line: string) => void;
}

/** What every process is told: the settings as they are, with a place for each room. */
export async function environmentOf(config: Config, ownerUrl: string): Promise<Record<string, string>> {
  const places = config.rooms ?? Object.fromEntries(await Promise.all(subgraphs.map(async ({ name }) => [name, `http://127.0.0.1:${String(await freePort())}`] as const)));
  return {
    DESKGRAPH_DATABASE_URL: ownerUrl,
    DESKGRAPH_SECRET: config.secret,
    DESKGRAPH_PORT: String(config.port),
    DESKGRAPH_PUBLIC_URL: config.publicUrl,
    DESKGRAPH_SMTP_IN_PORT: String(config.smtpInPort || (await freePort(config.smtpInHost))),
    DESKGRAPH_ROOMS: Object.entries(places).map(([name, url]) => `${name}=${url}`).join(','),
  };
}

/** How much of what a process said goes into the reason why it did not start. */
const lastLines = 10;

/** Starts one role in a process of its own; resolves once it is ready, and rejects when it ends before. */
export async function startProcess(role: Role, { environment, sandbox, tell }: StartOptions): Promise<Started> {
  const isSource = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(`./each.${isSource ? 'ts' : 'js'}`, import.meta.url));
  const hooks = isSource ? ['--conditions=development', '--import', new URL('../../../scripts/swc-hooks.mjs', import.meta.url).href] : [];
  const child = spawn(process.execPath, [...hooks, file, role, JSON.stringify(sandbox)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...inherited(), ...environment } });
  const said: string[] = [];
  const hear = (line: string): void => {
    said.splice(0, said.length >= lastLines ? 1 : 0);
    said.push(line);
    tell(line);
  };
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', hear);
  const ended = once(child, 'exit');
  await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error([`${role} ended before it was ready.`, ...said].join('\n'))))]);
  return {
    pid: child.pid ?? 0,
    ended,
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
