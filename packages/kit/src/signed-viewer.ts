import { createSecretKey, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
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
export async function signViewer(key: KeyObject, room: string, viewer: ViewerClaims | null): Promise<string> {
  return new SignJWT({ viewer: viewer && plain(viewer) }).setProtectedHeader({ alg: 'HS256', typ: type }).setAudience(room).setIssuedAt().setExpirationTime(`${String(lifeSeconds)} s`).sign(key);
}

/** Who asks, as the gateway signed it for this room. Throws for any other algorithm, key, audience or age, and for a token of another kind. */
export async function verifyViewer(key: KeyObject, room: string, token: string): Promise<ViewerClaims | null> {
  const { payload } = await jwtVerify<{ viewer?: ViewerClaims | null }>(token, key, {
    algorithms: ['HS256'], typ: type, audience: room, requiredClaims: ['exp', 'iat', 'viewer'], maxTokenAge: `${String(lifeSeconds)} s`, clockTolerance: leewaySeconds,
  });
  return payload.viewer ?? null;
}

/** The claims without the one question asked of them. */
function plain({ id, memberId, organizationId, organizationState, role, permissions, credential, credentialId, expiresAt, scopes, plan, impersonatorId, secondFactor }: ViewerClaims): ViewerClaims {
  return { id, memberId, organizationId, organizationState, role, permissions, credential, credentialId, expiresAt, scopes, plan, impersonatorId, secondFactor };
}
