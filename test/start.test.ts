import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders: string[] = [];
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskgraph-start-'));
  folders.push(folder);
  return folder;
};

interface Run {
  readonly child: ChildProcess;
  /** Everything it has printed. */
  text(): string;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Runs an entry of the host as its npm script does, from the sources, with nothing in its environment but what a person would set. */
function run(entry: string, dataDir: string, args: readonly string[] = [], settings: Record<string, string> = {}): Run {
  const hooks = ['--conditions=development', '--import', join(root, 'scripts/swc-hooks.mjs')];
  const child = spawn(process.execPath, [...hooks, join(root, `packages/host/src/${entry}.ts`), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', DESKGRAPH_DATA_DIR: dataDir, DESKGRAPH_PORT: '0', DESKGRAPH_LOG_LEVEL: 'info', DESKGRAPH_DEMO: 'people', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
  return { child, text: () => chunks.join(''), ended: new Promise(done => child.on('close', done)) };
}

/** Starts the house and waits for its address. */
function start(dataDir: string, ...args: string[]): Promise<Run & { url: string }> {
  return ready(dataDir, run('one', dataDir, args));
}

async function ready(dataDir: string, house: Run): Promise<Run & { url: string }> {
  const url = await new Promise<string>((done, fail) => {
    const look = setInterval(() => {
      const [, address] = /Deskgraph is ready: (\S+)[^]*Ctrl-C stops everything/.exec(house.text()) ?? [];
      if (address === undefined) return;
      clearInterval(look);
      folders.push(/data in (\S+)/.exec(house.text())?.[1] ?? dataDir); // it need not be in the data folder
      done(address);
    }, 50);
    void house.ended.then(code => {
      clearInterval(look);
      fail(new Error(`It ended with ${String(code)}:\n${house.text()}`));
    });
  });
  return { ...house, url };
}

async function ask(url: string, query: string, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
  return ((await response.json()) as { data?: unknown }).data;
}

describe('npm start', () => {
  const dataDir = newFolder();

  it('makes a demo on the first run, prints how to get in, and stops with everything it started', async () => {
    const house = await start(dataDir);
    const text = house.text();
    const [, password = ''] = /password (\S+?)\)/.exec(text) ?? [];
    const [, key = ''] = /Bearer (dgk_\S+?)'/.exec(text) ?? [];
    const addresses = [...text.matchAll(/(\S+@demo\.deskgraph\.example)/g)].map(([address]) => address);

    const signIns = await Promise.all(addresses.map(email =>
      fetch(`${house.url}/auth/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-deskgraph-csrf': '1' }, body: JSON.stringify({ email, password }) }),
    ));
    const asPartner = await ask(house.url, '{ organization { name } members(first: 1) { totalCount } }', { authorization: `Bearer ${key}` });
    const [, mailbox = ''] = /mailbox\s+(http:\S+)/.exec(text) ?? [];
    const mailboxStatus = (await fetch(mailbox)).status;
    house.child.kill('SIGTERM');

    expect(addresses).toHaveLength(6);
    expect(signIns.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(asPartner).toEqual({ organization: { name: 'Brandt Chemical Supply' }, members: { totalCount: 14 } });
    expect(mailboxStatus).toBe(200);
    expect(statSync(join(dataDir, 'demo.env')).mode & 0o077).toBe(0);
    expect(await house.ended).toBe(0);
    expect(existsSync(join(dataDir, 'postgres/data/postmaster.pid')) || existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
    for (const address of addresses) expect(logLines(house.text())).not.toContain(address);
  }, 60_000);

  it('finds everything as it was on the second, with the same credentials', async () => {
    const [, key = ''] = /DEMO_API_KEY=(\S+)/.exec(readFileSync(join(dataDir, 'demo.env'), 'utf8')) ?? [];
    const house = await start(dataDir);

    const again = await ask(house.url, '{ members(first: 1) { totalCount } }', { authorization: `Bearer ${key}` });
    house.child.kill('SIGINT');

    expect(again).toEqual({ members: { totalCount: 14 } });
    expect(await house.ended).toBe(0);
  }, 60_000);

  it('fills the demo behind the address, stops in the midst of it, and goes on with the next start', async () => {
    const told = async (house: Run, what: RegExp): Promise<void> => {
      while (!what.test(house.text())) await new Promise(done => setTimeout(done, 50));
    };
    const full = (): Promise<Run & { url: string }> => ready(dataDir, run('one', dataDir, [], { DESKGRAPH_DEMO: 'full' }));
    const [, key = ''] = /DEMO_API_KEY=(\S+)/.exec(readFileSync(join(dataDir, 'demo.env'), 'utf8')) ?? [];

    const first = await full();
    await told(first, /demo: 60 products/);
    first.child.kill('SIGTERM');
    const code = await first.ended;
    const second = await full();
    await told(second, /demo: 500 customers/);
    const again = await ask(second.url, '{ organization { name } }', { authorization: `Bearer ${key}` });
    second.child.kill('SIGTERM');

    expect(code).toBe(0);
    expect(first.text()).toMatch(/Deskgraph is ready[^]*demo: 60 products[^]*the rest is loaded with the next start/);
    expect(again).toEqual({ organization: { name: 'Brandt Chemical Supply' } });
    expect(await second.ended).toBe(0);
  }, 60_000);

  it('with port 0 has one address everywhere, and takes both of its names for its own', async () => {
    const house = await start(dataDir);
    const { port } = new URL(house.url);
    const request = (origin: string) =>
      fetch(`${house.url}/auth/reset/request`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-deskgraph-csrf': '1', origin }, body: '{"email":"nobody@example.com"}' });

    const statuses = await Promise.all([`http://localhost:${port}`, `http://127.0.0.1:${port}`, 'http://elsewhere.example'].map(async origin => (await request(origin)).status));
    house.child.kill('SIGINT');
    await house.ended;

    expect(Number(port)).toBeGreaterThan(0);
    expect(readFileSync(join(dataDir, 'demo.env'), 'utf8')).toContain(`DEMO_URL=${house.url}\n`);
    expect(statuses).toEqual([200, 200, 403]);
  }, 60_000);

  it('does not print logins that do not work when the demo was made with another secret', async () => {
    const secret = readFileSync(join(dataDir, 'secret'), 'utf8');
    rmSync(join(dataDir, 'secret'));
    const house = await start(dataDir);
    house.child.kill('SIGINT');
    await house.ended;
    writeFileSync(join(dataDir, 'secret'), secret, { mode: 0o600 });

    expect(house.text()).toMatch(/the demo was made with another secret[^]*delete \S+ to start anew/);
    expect(house.text()).not.toContain('Sign in as');
  }, 60_000);

  it('serves the operator beside it: lists, founds, suspends and resumes', async () => {
    const admin = async (...args: string[]): Promise<string> => {
      const tool = run('admin', dataDir, args);
      const code = await tool.ended;
      return `${String(code)} ${tool.text()}`;
    };
    const founded = await admin('found', '--organization', 'Harbour', '--name', 'Ada', '--email', 'ada@example.com');
    const [, id = ''] = /([0-9a-f-]{36}) is founded/.exec(founded) ?? [];

    const suspended = await admin('suspend', id);
    const listed = await admin('organizations');
    const resumed = await admin('resume', id);
    const unknown = await admin('suspend', crypto.randomUUID());
    const mistyped = await admin('organizations', '--al');

    expect(founded).toMatch(/^0 [^]*\/reset\?token=\S+/);
    expect(suspended).toBe(`0 ${id} is suspended.\n`);
    expect(listed).toMatch(new RegExp(`${id}  SUSPENDED  Harbour`));
    expect(resumed).toBe(`0 ${id} works again.\n`);
    expect(unknown).toMatch(/^1 There is no such organization\.\s*$/);
    expect(mistyped).toMatch(/^1 Unknown option '--al'[^]*npm run admin -- <command>/);
  }, 60_000);

  it('with --empty makes nobody, and prints the link of the first-run set-up, which works once', async () => {
    const house = await start(newFolder(), '--empty');
    const [, token = ''] = /\/setup\?token=(\S+)/.exec(house.text()) ?? [];
    const setUp = async (): Promise<number> => {
      const body = JSON.stringify({ token, organization: 'First', name: 'Ada', email: 'ada@example.com', password: 'correct horse battery staple' });
      return (await fetch(`${house.url}/auth/setup`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-deskgraph-csrf': '1' }, body })).status;
    };

    const statuses = [await setUp(), await setUp()];
    house.child.kill('SIGTERM');

    expect(statuses).toEqual([200, 400]);
    expect(house.text()).not.toContain('demo.deskgraph.example');
    expect(await house.ended).toBe(0);
  }, 60_000);

  it('says so, and no more, when its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;

    const house = run('one', dataDir, [], { DESKGRAPH_PORT: String(port) });
    const code = await house.ended;
    squatter.close();

    expect(code).toBe(1);
    expect(house.text()).toContain(`port ${String(port)} is taken: set DESKGRAPH_PORT`);
    expect(house.text()).not.toMatch(/^ +at /m);
  }, 60_000);

  it('refuses settings that are not right by name, before anything is started', async () => {
    const folder = newFolder();
    const house = run('one', folder, ['--emtpy']);

    expect(await house.ended).toBe(1);
    expect(house.text()).toContain('--emtpy');
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
  }, 60_000);
});

/** What was logged, without what was printed for people. */
function logLines(text: string): string {
  return text.split('\n').filter(line => line.startsWith('{')).join('\n');
}
