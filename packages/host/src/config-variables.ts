import { z } from 'zod';
import { address, choice, domain, line, origin, origins, pem, places, proxies, secret, wholeNumber } from './config-value.js';

/** What `.env.example` says of a variable, and whether `<name>_FILE` may name a file that holds it. */
export const notes = z.registry<{ about: string; fallback: string; isSecret: boolean }>();

/** A variable with a default, in the words of the environment. */
function variable<T>(kind: z.ZodType<T, string>, fallback: string, about: string) {
  return kind.prefault(fallback).register(notes, { about, fallback, isSecret: false });
}

/** A variable that may stay unset. */
function optional<T>(kind: z.ZodType<T, string>, about: string) {
  return kind.optional().register(notes, { about, fallback: '', isSecret: false });
}

/** One that holds a secret. */
function confidential<T>(kind: z.ZodType<T, string>, about: string) {
  return kind.optional().register(notes, { about, fallback: '', isSecret: true });
}

/** Every setting of the house. The key `publicUrl` is the variable DESKGRAPH_PUBLIC_URL. */
export const variables = {
  env: variable(
    choice('development', 'production', 'test'), 'development',
    'What the house is for; production refuses all that is only good for trying out.',
  ),
  publicUrl: optional(
    origin(),
    'Where browsers reach the house; links in mails begin with it. Unset: http://localhost with the port. Production must set it.',
  ),
  port: variable(wholeNumber(0, 65_535), '4000', 'The one public port; 0 takes a free one.'),
  host: variable(
    line('give the address to listen on, like 127.0.0.1 or 0.0.0.0'), '127.0.0.1',
    'The address to listen on; 0.0.0.0 for every network, as in a container.',
  ),
  consoleOperations: variable(
    choice('any', 'listed'), 'any',
    'What may be asked with a session: any, or listed, the operations the console was built with alone. Who may read the schema, and API keys, ask anything.',
  ),
  dataDir: variable(line('give a folder'), '.deskgraph', 'The folder of the embedded database and of what is kept outside the database.'),
  filesDir: optional(line('give a folder'), 'The folder of uploaded files, which rooms and workers share. Unset: files in the folder above.'),
  fileLimitBytes: variable(wholeNumber(1_024, 1_000_000_000), '26214400', 'The largest file that may be uploaded; kinds of files have limits of their own below it.'),
  demo: variable(
    choice('full', 'people'), 'full',
    'What the demo of a first start holds: full is products, customers, orders, tickets, calls and articles too, people its members alone.',
  ),
  databaseUrl: confidential(
    address('postgres://owner:password@host:5432/deskgraph', 'postgres:', 'postgresql:'),
    'The database, as its owner. Unset: the embedded PostgreSQL. Production must set it.',
  ),
  rooms: optional(
    places(),
    'Where each room listens when every room is a process of its own. Unset: all are in one process.',
  ),
  roomHost: variable(
    line('give the address to listen on, like 127.0.0.1 or 0.0.0.0'), '127.0.0.1',
    'The address a room of its own listens on; 0.0.0.0 in a container whose network nobody else is in.',
  ),
  redisUrl: confidential(
    address('redis://:password@host:6379', 'redis:', 'rediss:'),
    'A Redis that carries live updates to many gateways. Unset: each reads the database.',
  ),
  secret: confidential(
    secret(),
    'The secret, 32 characters or more, that all keys are derived from. Unset: made on the first start. Production must set it.',
  ),
  logLevel: variable(choice('trace', 'debug', 'info', 'warn', 'error', 'fatal'), 'info', 'The least important log line that is written.'),
  corsOrigins: optional(origins(), 'Other sites, between commas, whose pages may call the API with a session.'),
  trustedProxies: optional(
    proxies(),
    'Proxies, between commas, whose X-Forwarded-* headers are believed: addresses, networks or loopback.',
  ),
  mail: optional(
    choice('sandbox', 'smtp', 'off'),
    'How mail leaves: sandbox shows it, smtp sends it, off keeps it. Unset: smtp with its address; else sandbox, in production off.',
  ),
  smtpUrl: confidential(address('smtps://user:password@mail.example.org:465', 'smtp:', 'smtps:'), 'The mail server.'),
  mailsPerMinute: variable(wholeNumber(1, 1_000_000), '600', 'The mails a minute that all processes together hand to the mail server.'),
  mailFrom: variable(
    line('give a sender, like Deskgraph <desk@example.org>'), 'Deskgraph <no-reply@localhost>',
    'The sender of the house\'s own mails.',
  ),
  mailIn: optional(choice('on', 'off'), 'Whether mail is taken in over SMTP. Unset: on, in production off.'),
  mailDomain: variable(
    domain(), 'mail.localhost',
    'The domain of the addresses that mailboxes are forwarded to; its MX is this house. Production with mail coming in must set it.',
  ),
  mailInMaxBytes: variable(wholeNumber(1_024, 26_214_400), '26214400', 'The largest mail that is taken in.'),
  smtpInHost: variable(
    line('give the address to listen on, like 127.0.0.1 or 0.0.0.0'), '127.0.0.1',
    'The address mail is taken in at; 0.0.0.0 for every network, as in a container.',
  ),
  smtpInPort: variable(wholeNumber(0, 65_535), '0', 'The port mail is taken in at; 0 takes a free one. Production with mail coming in must set it.'),
  smtpInCert: confidential(pem(), 'The certificate mail is taken in with, as PEM: with it and its key STARTTLS is offered. Unset: it is not.'),
  smtpInKey: confidential(pem(), 'That certificate\'s key, as PEM.'),
  rateLimitPoints: variable(wholeNumber(1, 1_000_000_000), '150000', 'The cost points a viewer may spend in one window. Opening a ticket in the console takes about 1,700.'),
  rateLimitAnonymousPoints: variable(wholeNumber(1, 1_000_000_000), '2000', 'The cost points an address without a viewer may spend.'),
  rateLimitSeconds: variable(wholeNumber(1, 86_400), '60', 'The length of that window.'),
  rateLimitSignIns: variable(
    wholeNumber(12, 1_000_000_000), '120',
    'The requests a minute that one address may send to /auth; a quarter of them to one endpoint, a twelfth for one person.',
  ),
  rateStoreDown: variable(
    choice('allow-in-memory', 'refuse'), 'allow-in-memory',
    'While the store of rate limits is unreachable each process counts alone, or requests are refused.',
  ),
  maxDepth: variable(wholeNumber(1, 100), '12', 'The deepest selection of an operation.'),
  maxAliases: variable(wholeNumber(0, 10_000), '15', 'The most aliases in one operation.'),
  maxDirectives: variable(wholeNumber(0, 10_000), '10', 'The most directives in one operation.'),
  maxTokens: variable(wholeNumber(10, 1_000_000), '4000', 'The most tokens in one document.'),
  maxCost: variable(wholeNumber(1, 1_000_000_000), '5000', 'The dearest operation that is run, in cost points.'),
  socketsPerViewer: variable(wholeNumber(1, 100_000), '20', 'The WebSockets one viewer may hold open.'),
  subscriptionsPerSocket: variable(wholeNumber(1, 10_000), '100', 'The operations one WebSocket may carry at a time.'),
  bodyLimitBytes: variable(wholeNumber(1_024, 100_000_000), '262144', 'The longest request body that is read.'),
  drainSeconds: variable(wholeNumber(0, 600), '20', 'How long a stopping house lets running requests end.'),
  keepEventsDays: variable(wholeNumber(1, 36_500), '30', 'How long what happened is kept for those who follow it. The audit trail is kept for good.'),
  keepJobsDays: variable(wholeNumber(1, 36_500), '14', 'How long jobs and parked events are shown once they are over.'),
  keepDeliveriesDays: variable(wholeNumber(1, 36_500), '30', 'How long what providers called in with is kept once it is handled.'),
  keepIntegrationLogDays: variable(wholeNumber(1, 36_500), '90', 'How long calls to providers are kept.'),
  keepIdempotencyDays: variable(wholeNumber(1, 36_500), '7', 'How long a repeated idempotency key is recognised.'),
  drainNoticeSeconds: variable(
    wholeNumber(0, 60), '0', 'How long a stopping house still takes requests while /health/ready already says no; for load balancers.',
  ),
  securityContact: optional(line('give mailto:security@example.org or an https address'), 'Who hears of vulnerabilities, mailto: or https:. Unset: no security.txt.'),
  otlpEndpoint: optional(origin(), 'Where traces go, over OTLP/HTTP, like http://127.0.0.1:4318. Unset: nothing is traced.'),
  trace: variable(choice('on', 'off'), 'off', 'Whether responses count their SQL statements and subgraph fetches in extensions.'),
  metricsToken: confidential(secret(), 'The bearer token that opens /metrics to other machines. Unset: only this machine reads it, and nobody over https.'),
};

/** A setting's key. */
export type Key = keyof typeof variables;

/** The settings as they are written, before what is unset is settled. */
export type Values = { [K in Key]: z.output<(typeof variables)[K]> };

/** All keys, in the order of `.env.example`. */
export const keys = Object.keys(variables) as Key[];

/** The variable that sets a key: `publicUrl` is DESKGRAPH_PUBLIC_URL. */
export function variableName(key: Key): string {
  return `DESKGRAPH_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** The names that may be set for a key. */
export function namesOf(key: Key): string[] {
  const name = variableName(key);
  return isConfidential(key) ? [name, `${name}_FILE`] : [name];
}

/** Whether a file may hold the value. */
export function isConfidential(key: Key): boolean {
  return notes.get(variables[key])?.isSecret ?? false;
}

/** The text of `.env.example`: every variable with its default and a line about it. */
export function envExample(): string {
  const head = [
    '# Every setting with its default. Copy this to .env, take the # away and change what you need.',
    '# DATABASE_URL, REDIS_URL, SECRET, SMTP_URL, SMTP_IN_CERT, SMTP_IN_KEY and METRICS_TOKEN may instead be in a file: DESKGRAPH_SECRET_FILE=/run/secrets/deskgraph',
    '# This page is written by `npm run schema`.',
  ];
  const blocks = keys.flatMap(key => {
    const { about, fallback } = notes.get(variables[key]) ?? { about: '', fallback: '' };
    return ['', `# ${about}`, `# ${variableName(key)}=${fallback}`];
  });
  return [...head, ...blocks, ''].join('\n');
}
