import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Which of our packages each room may import (docs/ARCHITECTURE.md). */
const law: Record<string, readonly string[]> = {
  'packages/kit': [],
  'packages/ports': [],
  'packages/providers': ['kit', 'ports'],
  'packages/sandbox': [],
  gateway: ['kit'],
  web: [],
};
/** The eight of every noun, and the door of those that are also reached over plain HTTP. */
const roles = ['entity', 'inputs', 'policy', 'repository', 'service', 'loader', 'resolver', 'test', 'door'];
const atTheTop = ['index.ts', 'stubs.ts', 'consumers.ts', 'jobs.ts', 'hooks.ts', 'permissions.ts', 'ports.ts', 'door.ts', 'files.ts'];
/** Folders that are no noun: the wiring of better-auth, what doors share, and how texts are read and cut. */
const machinery = ['auth', 'door', 'retrieval'];
const bannedSuffix = /(Manager|Helper|Util|Impl|Base|Dto|Data|Info|Common)s?$/;
/** Words that are not ours to choose: Relay's. */
const given = ['PageInfo'];
const notOurs = new Set(['node_modules', 'dist', 'gql', '.git', '.nx', '.deskgraph', 'coverage', 'results', 'peers']);

interface Manifest {
  readonly name: string;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const subgraphs = folders('subgraphs').map(name => `subgraphs/${name}`);
const rooms = [...folders('packages').map(name => `packages/${name}`), ...subgraphs, 'gateway', 'web'];
const root = manifestOf('.');
/** What a test may import: it lives in the finished house. */
const everything = Object.assign({}, root.devDependencies, ...rooms.map(room => manifestOf(room).dependencies)) as Record<string, string>;

function folders(parent: string): string[] {
  return readdirSync(parent, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);
}

function manifestOf(room: string): Manifest {
  return JSON.parse(readFileSync(join(room, 'package.json'), 'utf8')) as Manifest;
}

/** Every file below a folder that people write. */
function filesOf(folder: string, ending = /./): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesOf(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/test\//.test(file);
}

/** What a file imports, in whatever form. */
function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The package a specifier names. */
function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Our packages a room may import; null: all but the tests' own. */
function allowedIn(room: string): readonly string[] | null {
  return subgraphs.includes(room) ? ['kit', 'ports'] : (law[room] ?? null);
}

function isAllowed(room: string, imported: string): boolean {
  const allowed = allowedIn(room);
  const name = imported.replace('@deskgraph/', '');
  return allowed ? allowed.includes(name) : name !== 'testing' || room === 'packages/testing';
}

describe('the house', () => {
  it.each(rooms)('%s depends on nothing the law denies it', room => {
    const { dependencies = {}, devDependencies = {} } = manifestOf(room);
    const ours = Object.keys({ ...dependencies, ...devDependencies }).filter(name => name.startsWith('@deskgraph/'));

    expect(ours.filter(name => !isAllowed(room, name))).toEqual([]);
  });

  it.each(rooms)('%s imports only what it declares, by name, and stays inside', room => {
    const { name, dependencies = {}, devDependencies = {} } = manifestOf(room);
    const wrong: string[] = [];
    for (const file of filesOf(room, /\.(ts|tsx|mts|mjs)$/)) {
      const tools = isTest(file) || dirname(file) === room; // a tool's configuration is no part of the product
      const declared = { ...dependencies, ...devDependencies, ...(tools ? everything : {}) };
      for (const specifier of importsOf(file)) {
        const isInside = specifier.startsWith('.') && normalize(join(dirname(file), specifier)).startsWith(`${room}/`);
        const isOurs = specifier.startsWith('@deskgraph/');
        if (specifier.startsWith('node:') || isInside) continue;
        if (isTest(file) && (isOurs || specifier.startsWith('.'))) continue; // tests live in the finished house
        const imported = packageOf(specifier);
        const isDeclared = imported in declared || (`@types/${imported}` in declared && !isBuiltin(imported));
        if (!isDeclared || imported === name || (isOurs && !isAllowed(room, imported))) wrong.push(`${file} imports ${specifier}`);
      }
    }

    expect(wrong).toEqual([]);
  });

  it.each(rooms.filter(room => room !== 'web'))('%s opens one door: the exports map has only "."', room => {
    const { exports } = JSON.parse(readFileSync(join(room, 'package.json'), 'utf8')) as { exports?: Record<string, unknown> };

    expect(Object.keys(exports ?? {})).toEqual(['.']);
  });

  it('has no file of more than 300 lines', () => {
    const files = [...rooms, 'test', 'bench', 'scripts', 'docs'].flatMap(folder => filesOf(folder, /\.(ts|tsx|mjs|css|html|md)$/));
    const long = files.map(file => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 })).filter(({ lines }) => lines > 300);

    expect(long).toEqual([]);
  });

  it.each(subgraphs)('%s has a folder per noun, at most eight files in it, each named noun.role.ts', subgraph => {
    const src = join(subgraph, 'src');
    const wrong = filesOf(src).filter(file => {
      const folder = dirname(file).slice(src.length + 1);
      const name = basename(file);
      if (machinery.includes(folder)) return false;
      if (folder === '') return !atTheTop.includes(name);
      if (folder === 'migrations') return !/^\d{4}-[a-z0-9-]+\.ts$/.test(name);
      return folder.includes('/') || !new RegExp(`^${folder}\\.(${roles.join('|')})\\.ts$`).test(name);
    });

    expect(wrong).toEqual([]);
  });

  it('names nothing after what it is not: no Manager, Helper, Util, Impl, Base, Dto, Data, Info, Common', () => {
    const files = rooms.flatMap(room => filesOf(room, /\.tsx?$/));
    const declared = /^\s*export (?:default |abstract |declare )*(?:class|interface|type|enum) (\w+)/gm;
    const wrong = files.flatMap(file => {
      const stem = basename(file).replace(/\..*$/, '').replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
      const names = [stem, ...[...readFileSync(file, 'utf8').matchAll(declared)].map(([, name = '']) => name)];
      return names.filter(name => bannedSuffix.test(name) && !given.includes(name)).map(name => `${file}: ${name}`);
    });

    expect(wrong).toEqual([]);
  });

  it.each(subgraphs)('%s has a README that names its nouns and every event it speaks of', subgraph => {
    const readme = existsSync(join(subgraph, 'README.md')) ? readFileSync(join(subgraph, 'README.md'), 'utf8') : '';
    const text = readme.toLowerCase().replaceAll(/[- ]/g, '');
    const nouns = folders(join(subgraph, 'src')).filter(name => name !== 'migrations' && !machinery.includes(name));
    const sources = filesOf(join(subgraph, 'src'), /\.ts$/).filter(file => !isTest(file)).map(file => readFileSync(file, 'utf8'));
    const events = sources.flatMap(source => [...source.matchAll(/\bemit\(\s*\w+,\s*'([\w.-]+)'/g)].map(([, event = '']) => event));

    expect(readme).not.toBe('');
    expect(nouns.filter(noun => !text.includes(noun.replaceAll('-', '')))).toEqual([]);
    expect([...new Set(events)].filter(event => !readme.includes(event))).toEqual([]);
  });

  it('has every command the README names, and names every command', () => {
    const readme = existsSync('README.md') ? readFileSync('README.md', 'utf8') : '';
    const named = [...readme.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, script, short]) => script ?? short ?? '');
    const scripts = Object.keys(root.scripts ?? {});

    expect(named.filter(name => !scripts.includes(name))).toEqual([]);
    expect(scripts.filter(name => !named.includes(name))).toEqual([]);
  });

  it('runs every command through the one runner', () => {
    const { scripts = {} } = root;

    expect(Object.entries(scripts).filter(([name, command]) => command !== `node scripts/run.mjs ${name}`)).toEqual([]);
  });
});
