import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDoor, type Door } from '../test/door.js';

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const root = mkdtempSync(join(tmpdir(), 'console-'));

let door: Door;
beforeAll(async () => {
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<script nonce="__CSP_NONCE__">console</script><script nonce="__CSP_NONCE__"></script>');
  writeFileSync(join(root, 'playground.html'), '<script nonce="__CSP_NONCE__">playground</script>');
  writeFileSync(join(root, 'assets/main-a1b2.js'), 'export {};');
  writeFileSync(join(root, 'favicon.svg'), '<svg/>');
  writeFileSync(join(root, '.secret'), 'secret');
  door = await openDoor({ webRoot: root, publicUrl: 'https://desk.test:8443' });
});
afterAll(async () => {
  await door.gateway.close();
  rmSync(root, { recursive: true });
});

it('serves each page with a nonce of its own', async () => {
  const answers = await Promise.all(['/', '/', '/sign-in?x=1', '/tickets/4211'].map(path => door.call(path, { headers: html })));

  const nonces = answers.map(({ text }) => /nonce="([^"]+)">console/.exec(text)?.[1]);
  expect(new Set(nonces).size).toBe(4);
  answers.forEach(({ status, headers, text }, index) => {
    const policy = headers['content-security-policy'];
    expect([status, headers['cache-control'], headers['content-type']]).toEqual([200, 'no-store', 'text/html; charset=utf-8']);
    expect(policy).toContain(`script-src 'self' 'nonce-${nonces[index]}'`);
    expect(policy).toContain("connect-src 'self' wss://desk.test:8443");
    expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    expect(text).not.toContain('__CSP_NONCE__');
  });
});

it('serves the playground', async () => {
  const { status, text } = await door.call('/playground', { headers: html });

  expect(status).toBe(200);
  expect(text).toMatch(/nonce="[A-Za-z0-9+/=]{24}">playground/);
});

it('lets hashed files be kept for good, and others for an hour', async () => {
  const [asset, icon] = await Promise.all([door.call('/assets/main-a1b2.js'), door.call('/favicon.svg')]);

  expect([asset.status, asset.headers['cache-control'], asset.text]).toEqual([200, 'public, max-age=31536000, immutable', 'export {};']);
  expect([icon.status, icon.headers['cache-control']]).toEqual([200, 'public, max-age=3600']);
});

it.each([
  '/index.html',
  '/playground.html',
  '/assets/none.js',
  '/assets/../.secret',
  '/.secret',
  '/.git/config',
  '/wp-login.php',
  '/auth',
  '/graphql/x',
  '/hooks',
  '/internal/viewer',
  '/metrics/x',
])('has no page at %s', async path => {
  const answer = await door.call(path, { headers: html });

  expect([answer.status, answer.json().error.code]).toEqual([404, 'NOT_FOUND']);
});

it('answers programs with JSON where people get a page', async () => {
  const { status, headers } = await door.call('/tickets/4211', { headers: { accept: 'application/json' } });

  expect([status, headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
});

it('says whom to tell of a hole, at the configured address whatever the Host header says', async () => {
  const headers = { host: 'evil.test' };
  const [security, robots] = await Promise.all([
    door.call('/.well-known/security.txt', { headers }),
    door.call('/robots.txt', { headers }),
  ]);

  expect(security.text).toMatch(
    /^Contact: mailto:security@desk\.test\nExpires: 20\d\d-.*Z\nCanonical: https:\/\/desk\.test:8443\/\.well-known\/security\.txt\n$/,
  );
  expect(robots.text).toBe('User-agent: *\nDisallow: /\n');
});

it('has no pages without a built console', async () => {
  const bare = await openDoor();
  const answer = await bare.call('/', { headers: html }).finally(() => bare.gateway.close());

  expect(answer.status).toBe(404);
});
