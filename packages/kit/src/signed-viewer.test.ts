import { describe, expect, it } from '@jest/globals';
import { createSecretKey, randomBytes } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { signViewer, verifyViewer, viewerCheck } from './signed-viewer.js';
import { nobody, viewerOf } from './viewer.js';

const key = createSecretKey(randomBytes(32));
const viewer = viewerOf({ ...nobody, id: crypto.randomUUID(), permissions: ['member.read'], credential: 'SESSION' });
const now = Math.floor(Date.now() / 1000);
const forge = (changes: { alg?: string; typ?: string; aud?: string; iat?: number; exp?: number; key?: typeof key; claims?: object } = {}) =>
  new SignJWT({ viewer: null, ...changes.claims })
    .setProtectedHeader({ alg: changes.alg ?? 'HS256', typ: changes.typ ?? 'deskgraph-viewer+jwt' })
    .setAudience(changes.aud ?? 'voice')
    .setIssuedAt(changes.iat ?? now)
    .setExpirationTime(changes.exp ?? now + 60)
    .sign(changes.key ?? key);

describe('a signed viewer', () => {
  it('is checked once for as long as it is good, and refused after that', async () => {
    const clock = { now: now * 1000 };
    const check = viewerCheck(key, 'voice', () => clock.now);
    const token = await forge({ iat: now - 55, exp: now + 5, claims: { viewer: { ...nobody, id: viewer.id, may: null } } });

    const [first, again] = [await check(token), await check(token)];
    clock.now += 5000;
    const anew = await check(token);

    expect(first).toMatchObject({ id: viewer.id });
    expect(again).toBe(first);
    expect(anew).not.toBe(first);
    await expect(check(await forge({ iat: now - 120, exp: now - 60 }))).rejects.toThrow();
    await expect(check(token.slice(0, -2))).rejects.toThrow();
  });

  it('is, to the room it was signed for, who the gateway said', async () => {
    const token = signViewer(key, 'voice', viewer);

    expect(viewerOf((await verifyViewer(key, 'voice', token)) ?? nobody).may('member.read')).toBe(true);
    expect(await verifyViewer(key, 'voice', signViewer(key, 'voice', null))).toBeNull();
  });

  it.each([
    ['of another key', () => forge({ key: createSecretKey(randomBytes(32)) })],
    ['for another room', () => forge({ aud: 'accounts' })],
    ['of another algorithm', () => forge({ alg: 'HS512', key: createSecretKey(randomBytes(64)) })],
    ['of another kind', () => forge({ typ: 'JWT' })],
    ['that is over', () => forge({ iat: now - 120, exp: now - 60 })],
    ['that is too old, whatever it says of its end', () => forge({ iat: now - 120, exp: now + 3600 })],
    ['from the future', () => forge({ iat: now + 120 })],
    ['without a viewer', async () => new SignJWT({}).setProtectedHeader({ alg: 'HS256', typ: 'deskgraph-viewer+jwt' }).setAudience('voice').setIssuedAt().setExpirationTime('60 s').sign(key)],
    ['that nobody signed', () => Promise.resolve(new UnsecuredJWT({ viewer: null }).setAudience('voice').setIssuedAt().setExpirationTime('60 s').encode())],
    ['that is none', () => Promise.resolve('x.y.z')],
  ])('%s is refused', async (_what, token) => {
    await expect(verifyViewer(key, 'voice', await token())).rejects.toThrow();
  });
});
