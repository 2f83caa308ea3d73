import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import type { ViewerClaims } from './viewer.js';

/** The header that carries a signed viewer from the gateway to a room in another process. */
export const viewerHeader = 'x-deskgraph-viewer';

/** How long a signature is good for, in seconds. */
const lifeSeconds = 60;
const leewaySeconds = 5;
const type = 'deskgraph-viewer+jwt';

/** The key that gateway and rooms share: 32 bytes from `deriveKey(secret, 'viewer')`. */
export function viewerKey(bytes: Buffer): KeyObject {
  return createSecretKey(bytes);
}

/** A short-lived JWT (HS256) that says to one room who asks; null for somebody without a credential. */
export function signViewer(key: KeyObject, room: string, viewer: ViewerClaims | null): string {
  const iat = Math.floor(Date.now() / 1000);
  const text = `${encoded({ alg: 'HS256', typ: type })}.${encoded({ viewer: viewer && plain(viewer), aud: room, iat, exp: iat + lifeSeconds })}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`; // by hand: jose's way through WebCrypto takes ten times as long
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Who asks, as the gateway signed it for this room. Throws for any other algorithm, key, audience or age, and for a token of another kind. */
export async function verifyViewer(key: KeyObject, room: string, token: string): Promise<ViewerClaims | null> {
  const { payload } = await jwtVerify<{ viewer?: ViewerClaims | null }>(token, key, {
    algorithms: ['HS256'], typ: type, audience: room, requiredClaims: ['exp', 'iat', 'viewer'], maxTokenAge: `${String(lifeSeconds)} s`, clockTolerance: leewaySeconds,
  });
  return payload.viewer ?? null;
}

/** Checked tokens that a room remembers; the gateway shows one for as long as it is good. */
const checkedLimit = 2000;

/** As `verifyViewer`, each token once: what was found is remembered for as long as the token is good. A refusal is not. */
export function viewerCheck(key: KeyObject, room: string, now: () => number = Date.now): (token: string) => Promise<ViewerClaims | null> {
  const checked = new Map<string, { readonly viewer: ViewerClaims | null; readonly until: number }>();
  return async token => {
    const known = checked.get(token);
    if (known && known.until > now()) return known.viewer;
    const viewer = await verifyViewer(key, room, token);
    if (checked.size >= checkedLimit) checked.clear();
    const { exp = 0, iat = 0 } = decodeJwt(token);
    checked.set(token, { viewer, until: Math.min(exp, iat + lifeSeconds) * 1000 });
    return viewer;
  };
}

/** The claims without the one question asked of them. */
function plain({ id, memberId, organizationId, organizationState, role, permissions, credential, credentialId, expiresAt, scopes, plan, impersonatorId, secondFactor }: ViewerClaims): ViewerClaims {
  return { id, memberId, organizationId, organizationState, role, permissions, credential, credentialId, expiresAt, scopes, plan, impersonatorId, secondFactor };
}
