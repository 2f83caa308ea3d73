import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, envExample, readConfig, systemEnvironment } from '../packages/host/src/config.js';
import { keys, variableName, variables } from '../packages/host/src/config-variables.js';

const folder = mkdtempSync(join(tmpdir(), 'deskgraph-config-'));
const strong = 'q7Zt0vX2nLw9cRk4mBy8sHd3fJp6aGe1';
const production = {
  DESKGRAPH_ENV: 'production',
  DESKGRAPH_SECRET: strong,
  DESKGRAPH_PUBLIC_URL: 'https://desk.example.org',
  DESKGRAPH_DATABASE_URL: 'postgres://owner:h4rd-to-guess@db:5432/deskgraph',
};

/** The names that are refused, with the words said of each. */
function refusals(env: Record<string, string>, argv: string[] = []): Record<string, string> {
  try {
    readConfig({ DESKGRAPH_DATA_DIR: folder, ...env }, { argv });
  } catch (error) {
    if (error instanceof ConfigError) return Object.fromEntries(error.problems.map(({ name, message }) => [name, message]));
    throw error;
  }
  return {};
}

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the settings', () => {
  it('need none in development: the secret is made once and only its owner reads it', () => {
    const first = readConfig({ DESKGRAPH_DATA_DIR: folder });
    const second = readConfig({ DESKGRAPH_DATA_DIR: folder }, { argv: ['--empty'] });

    expect(first).toMatchObject({
      env: 'development', publicUrl: 'http://localhost:4000', port: 4000, mail: 'sandbox', databaseUrl: null, empty: false,
    });
    expect(second.empty).toBe(true);
    expect(first.secret).toHaveLength(43);
    expect(second.secret).toBe(first.secret);
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it('are complete in production with a secret, an address, a database and nothing well known', () => {
    const config = readConfig({ ...production, DESKGRAPH_CORS_ORIGINS: 'https://a.example.org, https://b.example.org/' });

    expect(config).toMatchObject({ mail: 'off', corsOrigins: ['https://a.example.org', 'https://b.example.org'], secret: strong });
  });

  it('are refused all at once, each by name', () => {
    const env = { DESKGRAPH_ENV: 'production', DESKGRAPH_PORT: 'many', DESKGRAPH_MAIL: 'sandbox', DESKGRAPH_SECERT: 'x' };

    const said = refusals(env, ['--emtpy']);

    expect(Object.keys(said).sort()).toEqual([
      '--emtpy', 'DESKGRAPH_DATABASE_URL', 'DESKGRAPH_MAIL', 'DESKGRAPH_PORT', 'DESKGRAPH_PUBLIC_URL',
      'DESKGRAPH_SECERT', 'DESKGRAPH_SECRET',
    ]);
    expect(said['DESKGRAPH_SECERT']).toContain('did you mean DESKGRAPH_SECRET?');
    expect(said['DESKGRAPH_PORT']).toBe('give a whole number from 0 to 65535');
  });

  it.each(['DESKGRAPH_SECRET', 'DESKGRAPH_PUBLIC_URL', 'DESKGRAPH_DATABASE_URL'])('stop production without %s, or with it blank', name => {
    const { [name as keyof typeof production]: _, ...rest } = production;

    expect(Object.keys(refusals(rest))).toEqual([name]);
    expect(Object.keys(refusals({ ...rest, [name]: ' ' }))).toContain(name);
  });

  it.each(keys.map(variableName))('refuse a blank %s', name => {
    expect(Object.keys(refusals({ [name]: '' }))).toEqual([name]);
  });

  it.each([
    'change-me', 'secret', 'dev-secret-change-me', 'dev-secret-change-me-dev-secret-change-me', 'a'.repeat(64), 'abcdefgh'.repeat(8),
    '0123456789abcdef0123456789abcdef', '0123456789abcdefghijklmnopqrstuvwxyz', strong.slice(1), 'your-key-goes-here-your-key-goes-over',
  ])('refuse the secret %s, and do not repeat it', secret => {
    const said = refusals({ DESKGRAPH_SECRET: secret });

    expect(Object.keys(said)).toEqual(['DESKGRAPH_SECRET']);
    expect(said['DESKGRAPH_SECRET']).not.toContain(secret.length > 10 ? secret : 'change-me');
  });

  it('take a secret from a file, and refuse it twice', () => {
    const file = join(folder, 'house-secret');
    writeFileSync(file, `${strong}\n`);

    expect(readConfig({ DESKGRAPH_DATA_DIR: folder, DESKGRAPH_SECRET_FILE: file }).secret).toBe(strong);
    expect(refusals({ DESKGRAPH_SECRET_FILE: file, DESKGRAPH_SECRET: strong })).toEqual({
      DESKGRAPH_SECRET: 'is set, and so is DESKGRAPH_SECRET_FILE: keep one of the two',
    });
    expect(Object.keys(refusals({ DESKGRAPH_SECRET_FILE: join(folder, 'nowhere') }))).toEqual(['DESKGRAPH_SECRET_FILE']);
    expect(Object.keys(refusals({ DESKGRAPH_PORT_FILE: file }))).toEqual(['DESKGRAPH_PORT_FILE']);
  });

  it.each([
    ['DESKGRAPH_PUBLIC_URL', 'http://desk.example.org'],
    ['DESKGRAPH_DATABASE_URL', 'postgres://owner:postgres@db/deskgraph'],
    ['DESKGRAPH_DATABASE_URL', 'postgres://owner:change-me@db/deskgraph'],
    ['DESKGRAPH_MAIL', 'sandbox'],
  ])('refuse in production what is only good for trying out: %s=%s', (name, value) => {
    expect(Object.keys(refusals({ ...production, [name]: value }))).toEqual([name]);
    expect(refusals({ [name]: value })).toEqual({});
  });

  it.each([
    ['DESKGRAPH_PUBLIC_URL', 'desk.example.org'], ['DESKGRAPH_PUBLIC_URL', 'https://desk.example.org/path'],
    ['DESKGRAPH_PUBLIC_URL', 'https://user:pass@desk.example.org'], ['DESKGRAPH_PUBLIC_URL', 'javascript:alert(1)'],
    ['DESKGRAPH_CORS_ORIGINS', '*'], ['DESKGRAPH_CORS_ORIGINS', 'https://a.example.org,'], ['DESKGRAPH_CORS_ORIGINS', 'null'],
    ['DESKGRAPH_TRUSTED_PROXIES', '0.0.0.0/0'], ['DESKGRAPH_TRUSTED_PROXIES', 'everyone'], ['DESKGRAPH_DATABASE_URL', 'mysql://a:b@c/d'],
    ['DESKGRAPH_PORT', '65536'], ['DESKGRAPH_PORT', '-1'], ['DESKGRAPH_PORT', '1e3'], ['DESKGRAPH_ENV', 'prod'],
    ['DESKGRAPH_MAIL_FROM', 'a@b\r\nBcc: c@d'], ['deskgraph_port', '4000'], ['DESKGRAPH_MAX_DEPTH', 'Infinity'],
  ])('refuse %s=%s', (name, value) => {
    expect(Object.keys(refusals({ [name]: value }))).toEqual([name]);
  });

  it('ask for the mail server when mail is smtp', () => {
    expect(Object.keys(refusals({ DESKGRAPH_MAIL: 'smtp' }))).toEqual(['DESKGRAPH_SMTP_URL']);
    expect(readConfig({ DESKGRAPH_DATA_DIR: folder, DESKGRAPH_SMTP_URL: 'smtp://localhost:1025' }).mail).toBe('smtp');
  });

  it('ask for a domain and a port when production takes mail in, and for certificate and key together', () => {
    expect(Object.keys(refusals({ ...production, DESKGRAPH_MAIL_IN: 'on' }))).toEqual(['DESKGRAPH_MAIL_DOMAIN', 'DESKGRAPH_SMTP_IN_PORT']);
    expect(Object.keys(refusals({ DESKGRAPH_SMTP_IN_CERT: '-----BEGIN CERTIFICATE-----' }))).toEqual(['DESKGRAPH_SMTP_IN_KEY']);
    expect([readConfig({ DESKGRAPH_DATA_DIR: folder }).mailIn, readConfig(production).mailIn]).toEqual([true, false]);
  });

  it('are all in .env.example, which is fresh and itself good settings', () => {
    const text = readFileSync('.env.example', 'utf8');

    expect(text).toBe(envExample());
    const defaults = [...text.matchAll(/^# (DESKGRAPH_\w+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value] as const);
    expect(text.match(/^# DESKGRAPH_\w+=/gm)).toHaveLength(Object.keys(variables).length);
    expect(refusals({ ...Object.fromEntries<string>(defaults), DESKGRAPH_DATA_DIR: folder })).toEqual({});
  });

  it('do not travel to child processes', () => {
    expect(systemEnvironment({ PATH: '/bin', DESKGRAPH_SECRET: strong, NODE_OPTIONS: '--inspect' })).toEqual({ PATH: '/bin' });
  });
});
