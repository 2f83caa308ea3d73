import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  readonly image: string;
  readonly command?: string[];
  readonly user?: string;
  readonly environment?: Record<string, string>;
  readonly healthcheck?: object;
  readonly networks: string[];
  readonly ports?: string[];
  readonly security_opt: string[];
  readonly cap_drop: string[];
  readonly volumes?: string[];
}
const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; networks: Record<string, { internal?: boolean } | null>; secrets: Record<string, { file: string }> };
const services = Object.entries(compose.services);
const rooms = readdirSync('subgraphs');
const ours = services.filter(([, { image }]) => image.startsWith('deskgraph:'));

describe('docker-compose.yml', () => {
  it('is a compose file', () => {
    const { status, stdout } = spawnSync('node_modules/.bin/dclint', ['--quiet', 'docker-compose.yml'], { encoding: 'utf8' });

    expect({ status, stdout }).toMatchObject({ status: 0 });
  });

  it('has a service for every room, the gateway, the worker and the migrations, and a place for every room', () => {
    const places = compose.services.gateway?.environment?.DESKGRAPH_ROOMS?.split(',').map(pair => pair.split('=')[0]);

    expect(ours.map(([name]) => name).sort()).toEqual([...rooms, 'gateway', 'migrate', 'worker'].sort());
    expect(places?.sort()).toEqual([...rooms].sort());
    expect(ours.flatMap(([name, { command = [] }]) => (name === 'migrate' ? [] : [command[0] === name]))).not.toContain(false);
  });

  it('runs nothing as root that can do without, and gives no process more than it needs', () => {
    const asRoot = services.filter(([, { user }]) => user === undefined || user === 'root').map(([name]) => name);

    expect(asRoot).toEqual(['postgres']); // its image begins as root to own its folder, and goes on as postgres
    for (const [, { security_opt: options, cap_drop: dropped }] of services) expect({ options, dropped }).toEqual({ options: ['no-new-privileges:true'], dropped: ['ALL'] });
  });

  it('gives the folder of files to the rooms that take files and to the worker, and the image owns it as they do', () => {
    const takers = rooms.filter(room => existsSync(`subgraphs/${room}/src/files.ts`));

    expect(ours.filter(([, { volumes }]) => volumes?.includes('files:/files')).map(([name]) => name)).toEqual([...takers, 'worker']);
    expect(new Set(ours.map(([, { environment }]) => environment?.DESKGRAPH_FILES_DIR))).toEqual(new Set(['/files']));
    expect(readFileSync('Dockerfile', 'utf8')).toContain('--owner=node --group=node /files\nUSER node');
  });

  it('asks every service how it is', () => {
    expect(services.filter(([, { healthcheck }]) => healthcheck === undefined).map(([name]) => name)).toEqual([]);
  });

  it('publishes the gateway only, and shuts the others in', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['gateway']);
    expect(services.filter(([, { networks }]) => networks.includes('public')).map(([name]) => name)).toEqual(['gateway', 'worker']);
    expect(compose.networks.inside).toEqual({ internal: true });
  });

  it('holds no secret and no default of one', () => {
    const settings = ours.flatMap(([, { environment = {} }]) => Object.entries(environment));
    const confidential = settings.filter(([name]) => /SECRET|PASSWORD|TOKEN|DATABASE_URL|SMTP_URL/.test(name));

    expect(confidential.filter(([name, value]) => !name.endsWith('_FILE') || !value.startsWith('/run/secrets/'))).toEqual([]);
    expect(Object.values(compose.secrets).filter(({ file }) => !/^\$\{DESKGRAPH_SECRETS:\?[^}]+\}\/\w+$/.test(file))).toEqual([]);
    expect(text).not.toMatch(/:-[^}]*(secret|password)/i);
  });
});

describe('the Dockerfile', () => {
  it('ends as somebody who is not root, with the Node that the lock file names', () => {
    const lines = readFileSync('Dockerfile', 'utf8').split('\n');
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };

    expect(lines.filter(line => line.startsWith('USER')).at(-1)).toBe('USER node');
    expect(lines.filter(line => line.startsWith('FROM')).every(line => line.includes(`node:${devDependencies.node ?? ''}-`))).toBe(true);
  });
});
