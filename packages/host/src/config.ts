import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isLoopback, isWellKnown } from './config-value.js';
import { isConfidential, keys, namesOf, variableName, variables, type Key, type Values } from './config-variables.js';
import { developmentSecret } from './secret.js';

export { envExample } from './config-variables.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Refuse = (name: string, message: string) => void;

/** Everything that can be set, checked; nothing else in the product reads the environment. */
export interface Config extends Readonly<Omit<Values, 'databaseUrl' | 'mailIn' | 'otlpEndpoint' | 'redisUrl' | 'rooms' | 'smtpInCert' | 'smtpInKey' | 'smtpUrl' | 'metricsToken' | 'trace'>> {
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly filesDir: string;
  readonly secret: string;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly mail: 'sandbox' | 'smtp' | 'off';
  /** null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Each room's address; null: all are in one process. */
  readonly rooms: Readonly<Record<string, string>> | null;
  /** null: live updates need none. */
  readonly redisUrl: string | null;
  /** null: nothing is traced. */
  readonly otlpEndpoint: string | null;
  readonly smtpUrl: string | null;
  readonly mailIn: boolean;
  /** null: STARTTLS is not offered. */
  readonly smtpInTls: { readonly cert: string; readonly key: string } | null;
  readonly metricsToken: string | null;
  readonly trace: boolean;
  /** Started with `--empty`: no demo organization, the first visitor sets the house up. */
  readonly empty: boolean;
}

/** One thing wrong with the settings. */
export interface ConfigProblem {
  /** The variable or argument. */
  readonly name: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** Every problem at once; the message names each and repeats no value. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(['The settings are not right:', ...problems.map(({ name, message }) => `  ${name}: ${message}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

/** The settings from the environment and the command line; throws ConfigError with all that is wrong. Makes the development secret. */
export function readConfig(env: Environment = process.env, { argv = [] }: { argv?: readonly string[] } = {}): Config {
  const problems: ConfigProblem[] = [];
  const refuse = (name: string, message: string): void => void problems.push({ name, message });
  for (const argument of argv) if (argument !== '--empty') refuse(argument, 'is no argument of this command; --empty is the only one');
  refuseUnknown(env, refuse);
  const given = gather(env, refuse);
  const values = parse(given, refuse);
  refuseTogether(values, given, refuse);
  if (problems.length > 0) throw new ConfigError(problems);
  return settle(values as Values, argv);
}

/** The variables that programs of the operating system need; none of ours, so that no secret reaches a child process. */
export function systemEnvironment(env: Environment = process.env): Record<string, string> {
  const names = ['PATH', 'Path', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LD_LIBRARY_PATH', 'NODE_ENV'];
  return Object.fromEntries(names.flatMap(name => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** The settings in an environment, for a process of ours that is to have the same. */
export function inherited(env: Environment = process.env): Record<string, string> {
  const ours = keys.flatMap(namesOf).flatMap(name => (env[name] === undefined ? [] : [[name, env[name]]]));
  return { ...systemEnvironment(env), ...(Object.fromEntries(ours) as Record<string, string>) };
}

/** What was set, by key: from the environment or from the file that `_FILE` names. */
function gather(env: Environment, refuse: Refuse): Map<Key, string> {
  const given = new Map<Key, string>();
  for (const key of keys) {
    const name = variableName(key);
    const file = isConfidential(key) ? env[`${name}_FILE`] : undefined;
    const direct = env[name];
    if (direct !== undefined && file !== undefined) refuse(name, `is set, and so is ${name}_FILE: keep one of the two`);
    else if (direct !== undefined) given.set(key, direct);
    else if (file !== undefined) {
      try {
        given.set(key, readFileSync(file, 'utf8').trim());
      } catch {
        refuse(`${name}_FILE`, 'names a file that cannot be read: correct the name or the file\'s rights');
      }
    }
  }
  for (const [key, text] of given) {
    if (text.trim() !== '') continue;
    refuse(variableName(key), 'is set to nothing: give it a value or remove it');
    given.delete(key);
  }
  return given;
}

function parse(given: ReadonlyMap<Key, string>, refuse: Refuse): Partial<Values> {
  const values: Partial<Record<Key, unknown>> = {};
  for (const key of keys) {
    const result = variables[key].safeParse(given.get(key));
    if (result.success) values[key] = result.data;
    else for (const issue of result.error.issues) refuse(variableName(key), issue.message);
  }
  return values as Partial<Values>;
}

/** What no variable can know alone. */
function refuseTogether(values: Partial<Values>, given: ReadonlyMap<Key, string>, refuse: Refuse): void {
  if (values.mail === 'smtp' && !given.has('smtpUrl')) {
    refuse(variableName('smtpUrl'), `is not set, and ${variableName('mail')} is smtp: give the mail server's address, or turn mail off`);
  }
  for (const [one, other] of [['smtpInCert', 'smtpInKey'], ['smtpInKey', 'smtpInCert']] as const) {
    if (given.has(one) && !given.has(other)) refuse(variableName(other), `is not set, and ${variableName(one)} is: give both or neither`);
  }
  if (values.env !== 'production') return;
  const required = {
    secret: 'make one with `openssl rand -base64 48`',
    publicUrl: 'give the address browsers use, like https://desk.example.org',
    databaseUrl: 'give the owner\'s address of a PostgreSQL 18; the embedded one is for development',
  };
  for (const [key, advice] of Object.entries(required)) {
    if (!given.has(key as Key)) refuse(variableName(key as Key), `is not set, and production needs it: ${advice}`);
  }
  if (values.publicUrl && values.publicUrl.startsWith('http:') && !isLoopback(new URL(values.publicUrl).hostname)) {
    refuse(variableName('publicUrl'), 'is http, so sessions would travel in the open: give an https address');
  }
  for (const key of ['mailDomain', 'smtpInPort'] as const) {
    if (values.mailIn === 'on' && !given.has(key)) refuse(variableName(key), `is not set, and ${variableName('mailIn')} is on`);
  }
  if (values.mail === 'sandbox') refuse(variableName('mail'), 'is sandbox, which sends nothing: say smtp or off in production');
  const sends = values.mail === 'smtp' || (values.mail === undefined && given.has('smtpUrl'));
  if (sends && !given.has('mailFrom')) refuse(variableName('mailFrom'), 'is not set: give the sender of the house\'s mails');
  for (const key of ['databaseUrl', 'smtpUrl'] as const) {
    const url = values[key] ? new URL(values[key]) : null;
    if (url?.password && isWellKnown(decodeURIComponent(url.password))) refuse(variableName(key), 'has a well known password: change it');
  }
}

function refuseUnknown(env: Environment, refuse: Refuse): void {
  const known = new Set(keys.flatMap(namesOf));
  for (const name of Object.keys(env)) {
    if (!/^deskgraph_/i.test(name) || known.has(name)) continue;
    const [nearest] = [...known].map(other => ({ other, far: distance(name.toUpperCase(), other) })).sort((a, b) => a.far - b.far);
    const isNear = nearest !== undefined && nearest.far <= 4;
    refuse(name, isNear ? `is no setting; did you mean ${nearest.other}?` : 'is no setting: remove it; .env.example lists them all');
  }
}

function settle({ mailIn, smtpInCert, smtpInKey, ...values }: Values, argv: readonly string[]): Config {
  const dataDir = resolve(values.dataDir);
  return Object.freeze({
    ...values,
    dataDir,
    filesDir: resolve(values.filesDir ?? join(dataDir, 'files')),
    publicUrl: values.publicUrl ?? `http://localhost:${String(values.port)}`,
    secret: values.secret ?? developmentSecret(dataDir),
    corsOrigins: Object.freeze(values.corsOrigins ?? []),
    trustedProxies: Object.freeze(values.trustedProxies ?? []),
    mail: values.mail ?? (values.smtpUrl ? 'smtp' : values.env === 'production' ? 'off' : 'sandbox'),
    databaseUrl: values.databaseUrl ?? null,
    otlpEndpoint: values.otlpEndpoint ?? null,
    rooms: values.rooms ?? null,
    redisUrl: values.redisUrl ?? null,
    smtpUrl: values.smtpUrl ?? null,
    mailIn: mailIn === undefined ? values.env !== 'production' : mailIn === 'on',
    smtpInTls: smtpInCert !== undefined && smtpInKey !== undefined ? { cert: smtpInCert, key: smtpInKey } : null,
    metricsToken: values.metricsToken ?? null,
    trace: values.trace === 'on',
    empty: argv.includes('--empty'),
  });
}

/** How many letters must change to make one name of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = (above[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row[to.length] ?? 0;
}
