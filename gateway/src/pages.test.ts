import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDoor, type Door } from '../test/door.js';

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const meta = '<meta name="deskgraph-sandbox" content="__SANDBOX_MAILBOX__" />';
const root = mkdtempSync(join(tmpdir(), 'console-'));

/** What both policies end with. */
const common = "connect-src 'self' wss://desk.test:8443; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

let door: Door;
beforeAll(async () => {
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), `${meta}<script nonce="__CSP_NONCE__">console</script><script nonce="__CSP_NONCE__"></script>`);
  writeFileSync(join(root, 'playground.html'), `${meta}<script nonce="__CSP_NONCE__">playground</script>`);
  writeFileSync(join(root, 'assets/main-a1b2.js'), 'export {};');
  writeFileSync(join(root, 'favicon.svg'), '<svg/>');
  writeFileSync(join(root, '.secret'), 'secret');
  door = await openDoor({ webRoot: root, publicUrl: 'https://desk.test:8443', securityContact: 'mailto:holes@desk.test' });
});
afterAll(async () => {
  await door.gateway.close();
  rmSync(root, { recursive: true });
});

it('serves each page with a nonce of its own', async () => {
  const answers = await Promise.all(['/', '/', '/sign-in?x=1', '/invitation'].map(path => door.call(path, { headers: html })));

  const nonces = answers.map(({ text }) => /nonce="([^"]+)">console/.exec(text)?.[1]);
  expect(new Set(nonces).size).toBe(4);
  answers.forEach(({ status, headers, text }, index) => {
    const nonce = `'nonce-${nonces[index]}'`;
    expect([status, headers['cache-control'], headers['content-type']]).toEqual([200, 'no-store', 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self' ${nonce}; style-src 'self' ${nonce}; img-src 'self' data:; font-src 'self'; ${common}`,
    );
    expect(text).not.toMatch(/__\w+__/);
  });
});

it('serves the playground, which may write styles and open workers', async () => {
  const { status, headers, text } = await door.call('/playground', { headers: html });

  const [, nonce = ''] = /nonce="([A-Za-z0-9+/=]{24})">playground/.exec(text) ?? [];
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; worker-src 'self'; img-src 'self' data:; font-src 'self'; ${common}`,
  );
});

it('answers an address without a page with the console and status 404', async () => {
  const answers = await Promise.all(['/ticket/4211', '/Sign-In/', '/sign-in/x', '/Inbox/open/4211'].map(path => door.call(path, { headers: html })));

  expect(answers.map(({ status, text }) => [status, text.includes('console')])).toEqual([[404, true], [200, true], [404, true], [200, true]]);
});

it('tells its pages of the sandbox only where mail goes there', async () => {
  const sandboxed = await openDoor({ webRoot: root, sandboxMailbox: 'http://127.0.0.1:8025/' });
  const paths = ['/', '/playground', '/nowhere'];
  const [told, untold] = await Promise.all([sandboxed, door].map(({ call }) => Promise.all(paths.map(path => call(path, { headers: html })))));
  const mailbox = await sandboxed.call('/mailbox', { headers: html });
  await sandboxed.gateway.close();

  const said = (answers: typeof told = []) => answers.map(({ text }) => /deskgraph-sandbox" content="([^"]*)"/.exec(text)?.[1]);
  expect(said(told)).toEqual(['/mailbox', '/mailbox', '/mailbox']);
  expect(said(untold)).toEqual(['', '', '']);
  expect([mailbox.status, mailbox.headers.location]).toEqual([302, 'http://127.0.0.1:8025/']);
});

it('sends what is long packed, to whoever unpacks it', async () => {
  writeFileSync(join(root, 'assets/long-a1b2.js'), 'export {};'.repeat(1000));
  const packed = await door.call('/assets/long-a1b2.js', { headers: { 'accept-encoding': 'br, gzip' } });
  const plain = await door.call('/assets/long-a1b2.js');

  expect([packed.headers['content-encoding'], plain.headers['content-encoding'], plain.text.length]).toEqual(['br', undefined, 10_000]);
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
    /^Contact: mailto:holes@desk\.test\nExpires: 20\d\d-.*Z\nCanonical: https:\/\/desk\.test:8443\/\.well-known\/security\.txt\n$/,
  );
  expect(robots.text).toBe('User-agent: *\nDisallow: /\n');
});

it('promises nobody when no contact is configured', async () => {
  const bare = await openDoor();
  const answers = await Promise.all(['/.well-known/security.txt', '/security.txt'].map(path => bare.call(path))).finally(() => bare.gateway.close());

  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
});

it('has no pages without a built console', async () => {
  const bare = await openDoor();
  const answer = await bare.call('/', { headers: html }).finally(() => bare.gateway.close());

  expect(answer.status).toBe(404);
});
