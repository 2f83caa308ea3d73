import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TelephonyMessage } from '@deskgraph/ports';
import { openSandbox, signed, type Sandbox } from '@deskgraph/sandbox';
import { pbx } from './pbx.js';

const secret = 'a secret that both sides know, 32 characters';
let sandbox: Sandbox;
let server: Server;
let refusals = 0;
const heard: TelephonyMessage[] = [];

beforeAll(async () => {
  sandbox = await openSandbox();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (refusals-- > 0) return response.writeHead(503).end();
      heard.push({ headers: new Headers(request.headers as Record<string, string>), body: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  server.close();
  await sandbox.stop();
});

const place = async (changes: object = {}) => {
  heard.length = 0;
  const hookUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  return sandbox.pbx.place({ hookUrl, secret, from: '+49 30 1234567', to: '+33 1 23 45 67 89', ...changes });
};
const messageOf = (headers: Record<string, string>, body: string): TelephonyMessage => ({ headers: new Headers(headers), body: Buffer.from(body) });

describe('the switchboard\'s webhooks', () => {
  it('are verified and read: who called whom, in E.164, and how far it is', async () => {
    const { callId } = await place();

    expect(heard.map(message => pbx.verify(message, [secret], new Date()))).toEqual([true, true, true]);
    expect(heard.map(message => pbx.read(message))).toMatchObject(
      (['RINGING', 'ANSWERED', 'ENDED'] as const).map((state, sequence) => ({ callId, state, sequence, direction: 'INBOUND', from: '+49301234567', to: '+33123456789' })),
    );
  });

  it('come again until they are acknowledged, under one name', async () => {
    refusals = 2;

    const { deliveries } = await place({ states: ['missed'] });

    expect(deliveries.map(({ status }) => status)).toEqual([200]);
    expect(pbx.read(heard[0] as TelephonyMessage)?.deliveryId).toBe(deliveries[0]?.id);
  });

  it.each([
    ['another secret', signed('another secret that is long enough!!', 'id', '{}'), '{}'],
    ['another body', signed(secret, 'id', '{}'), '{ }'],
    ['another name', { ...signed(secret, 'id', '{}'), 'webhook-id': 'other' }, '{}'],
    ['an old timestamp', signed(secret, 'id', '{}', Math.floor(Date.now() / 1000) - 301), '{}'],
    ['a timestamp to come', signed(secret, 'id', '{}', Math.floor(Date.now() / 1000) + 400), '{}'],
    ['no signature', { ...signed(secret, 'id', '{}'), 'webhook-signature': '' }, '{}'],
    ['a signature of another version', { ...signed(secret, 'id', '{}'), 'webhook-signature': 'v1a,AAAA' }, '{}'],
    ['half a signature', { ...signed(secret, 'id', '{}'), 'webhook-signature': signed(secret, 'id', '{}')['webhook-signature']?.slice(0, 20) ?? '' }, '{}'],
  ])('signed with %s are not verified', (_what, headers, body) => {
    expect(pbx.verify(messageOf(headers, body), [secret], new Date())).toBe(false);
  });

  it('are verified by the older of two secrets too, and never without one', () => {
    const message = messageOf(signed(secret, 'id', '{}'), '{}');

    expect(pbx.verify(message, ['the newer one, which is not it. 32 ch', secret], new Date())).toBe(true);
    expect(pbx.verify(message, [], new Date())).toBe(false);
    expect(pbx.verify(messageOf(signed('', 'id', '{}'), '{}'), [''], new Date())).toBe(false);
  });

  it.each(['', 'null', '[]', '{"call":1}', '{"at":"2026-01-01T00:00:00Z","sequence":-1,"call":{"id":"x","direction":"inbound","state":"ringing","started_at":"2026-01-01T00:00:00Z"}}', '{"call":{"id":"x"}}', '\u00ff'])(
    'that say nothing about a call (%j) are not read',
    body => {
      expect(pbx.read(messageOf({ 'webhook-id': 'id' }, body))).toBeNull();
    },
  );

  it.each(['anonymous', '+49 12345678901234567', '+0 123'])('keep a number that is withheld, or is none (%s), as null', async from => {
    await place({ from, states: ['ringing'] });

    expect(pbx.read(heard[0] as TelephonyMessage)).toMatchObject({ from: null, to: '+33123456789' });
  });
});
