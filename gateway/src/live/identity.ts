import type { IncomingMessage } from 'node:http';
import type { Viewer } from '@deskgraph/kit';
import { credentialsOf, type Credentials } from '../viewer.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What a socket showed: `authorization` and `organizationId` in its connectionParams, else the browser's cookie, which counts only where the
 * browser also says which page opened the socket. Null when that is nothing, or not well formed.
 */
export function shownBy(request: IncomingMessage, params: Readonly<Record<string, unknown>>, cookieName: string): Credentials | null {
  const { authorization, organizationId } = params;
  if (organizationId !== undefined && organizationId !== null && (typeof organizationId !== 'string' || !uuid.test(organizationId))) return null;
  const active = typeof organizationId === 'string' ? { organizationId: organizationId.toLowerCase() } : {};
  if (authorization !== undefined && authorization !== null) return typeof authorization === 'string' ? { authorization, ...active } : null;
  const { cookie } = request.headers.origin === undefined ? {} : credentialsOf({ cookie: request.headers.cookie }, cookieName);
  return cookie === undefined ? null : { cookie, ...active };
}

/** Whose sockets are counted together: a key's, or a person's in one organization. */
export function ownerOf({ credential, credentialId, id, organizationId }: Viewer): string {
  return credential === 'API_KEY' ? `key ${credentialId}` : `person ${id} ${organizationId}`;
}

/** Everything an answer may depend on, besides the person: equal for two viewers who may share one. */
export function rightsOf({ organizationId, organizationState, permissions, plan, scopes, credential, secondFactor }: Viewer): string {
  return JSON.stringify([organizationId, organizationState, [...permissions].sort(), plan, scopes, credential, secondFactor]);
}

/** Who may share an answer: those of equal rights, and where it is personal only the person's own sockets. */
export function sharersOf(viewer: Viewer, personal: boolean): readonly unknown[] {
  return [rightsOf(viewer), personal ? [viewer.id, viewer.memberId, viewer.credentialId, viewer.impersonatorId] : null];
}
