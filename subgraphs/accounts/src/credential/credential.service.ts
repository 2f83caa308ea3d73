import {
  enter,
  hashToken,
  isUuid,
  transactAcross,
  viewerOf,
  type Context,
  type Credential,
  type Transaction,
  type ViewerClaims,
} from '@deskgraph/kit';
import { authLogin, sessionIdleMs, sessionLifeMs } from '../auth/auth.js';
import { MemberState } from '../member/member.entity.js';
import { OrganizationState } from '../organization/organization.entity.js';
import { permissionsOf } from '../role/role.service.js';
import { credentials, type Membership } from './credential.repository.js';

export type { Membership };

/** What a request showed. */
export interface Shown {
  /** The session cookie's value. */
  readonly session: string | null;
  /** The whole `Authorization` header. */
  readonly authorization: string | null;
  /** The organization the person wants to act in. */
  readonly organizationId: string | null;
}

/** Who the viewer is; null for nobody, with the reason when something was shown that does not work. */
export interface Resolved {
  readonly viewer: ViewerClaims | null;
  /** NOT_A_MEMBER: the credential is good, and the named organization is not its own. */
  readonly reason?: 'UNAUTHENTICATED' | 'ORG_SUSPENDED' | 'NOT_A_MEMBER';
}

const minuteMs = 60_000;
const patterns = {
  session: /^[\w-]{43}$/,
  apiKey: /^dgk_[0-9a-f]{8}_[\w-]{43}$/,
  accessToken: /^dga_[\w-]{43}$/,
};
const unauthenticated: Resolved = { viewer: null, reason: 'UNAUTHENTICATED' };

/** Turns what a request showed into a viewer. A token or key counts before a cookie, and each only in its own place. Never throws for bad input. */
export async function resolve(ctx: Context, shown: Shown): Promise<Resolved> {
  const resolved = await recognise(ctx, shown);
  const elsewhere = resolved.viewer !== null && shown.organizationId !== null && resolved.viewer.organizationId !== shown.organizationId;
  return elsewhere ? { viewer: null, reason: 'NOT_A_MEMBER' } : resolved; // never another organization than the one that was named
}

async function recognise(ctx: Context, { session, authorization, organizationId }: Shown): Promise<Resolved> {
  if (authorization !== null) {
    const [scheme, token = '', ...rest] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || rest.length > 0) return unauthenticated;
    if (patterns.apiKey.test(token)) return transactAcross(ctx, authLogin, tx => byApiKey(tx, token));
    if (patterns.accessToken.test(token)) return transactAcross(ctx, authLogin, tx => byAccessToken(tx, token));
    return unauthenticated;
  }
  if (session === null) return { viewer: null };
  if (!patterns.session.test(session)) return unauthenticated;
  return transactAcross(ctx, authLogin, tx =>
    bySession(tx, session, organizationId !== null && isUuid(organizationId) ? organizationId : null),
  );
}

async function bySession(tx: Transaction, token: string, organizationId: string | null): Promise<Resolved> {
  const now = tx.now();
  const found = await credentials(tx).bySession(sessionHash(token), {
    organizationId,
    now,
    bornAfter: new Date(now.getTime() - sessionLifeMs),
  });
  if (!found) return unauthenticated;
  const before = new Date(now.getTime() - minuteMs);
  if (found.lastSeenAt <= before) {
    await credentials(tx).sessionSeen(found.sessionId, {
      now,
      before,
      expiresAt: new Date(now.getTime() + sessionIdleMs),
      lifeMs: sessionLifeMs,
    });
  }
  if (found.lastActiveAt <= before) {
    await enter(tx, found.organizationId);
    await credentials(tx).memberActive(found.memberId, now, before);
  }
  return { viewer: claims(tx, found, 'SESSION', found.sessionId, found.expiresAt) };
}

async function byAccessToken(tx: Transaction, token: string): Promise<Resolved> {
  const found = await credentials(tx).byAccessToken(hashToken(token), tx.now());
  if (!found) return unauthenticated;
  if (found.organizationState === OrganizationState.SUSPENDED) return { viewer: null, reason: 'ORG_SUSPENDED' };
  return { viewer: claims(tx, found, 'ACCESS_TOKEN', found.credentialId, found.expiresAt) };
}

async function byApiKey(tx: Transaction, token: string): Promise<Resolved> {
  const now = tx.now();
  const found = await credentials(tx).byApiKey(hashToken(token), now);
  if (!found) return unauthenticated;
  if (found.organizationState === OrganizationState.SUSPENDED) return { viewer: null, reason: 'ORG_SUSPENDED' };
  const before = new Date(now.getTime() - minuteMs);
  if (found.lastUsedAt === null || found.lastUsedAt <= before) {
    await enter(tx, found.organizationId);
    await credentials(tx).keyUsed(found.credentialId, now, before);
  }
  const makers = claims(tx, found, 'API_KEY', found.credentialId, found.expiresAt);
  const permissions = makers.permissions.filter(atom => found.scopes.includes(atom) && tx.permissions[atom]?.forKeys);
  return { viewer: { ...makers, permissions, scopes: found.scopes } };
}

/** What is stored of a session's token. */
export function sessionHash(token: string): string {
  return hashToken(token).toString('base64url');
}

function claims({ permissions }: Context, member: Membership, credential: Credential, credentialId: string, expiresAt: Date | null = null): ViewerClaims {
  const { userId: id, memberId, organizationId, organizationState, key: role } = member;
  return {
    id,
    memberId,
    organizationId,
    organizationState,
    role,
    permissions: permissionsOf(member, permissions),
    credential,
    credentialId,
    expiresAt: expiresAt?.toISOString() ?? null,
    scopes: null,
    plan: 'base',
    impersonatorId: null,
    secondFactor: false,
  };
}

/** A person's memberships: active ones first, the last used first. */
export function membershipsOf(tx: Transaction, userId: string): Promise<Membership[]> {
  return credentials(tx).ofUser(userId);
}

/** One membership, by its ids. */
export function membershipById(tx: Transaction, organizationId: string, memberId: string): Promise<Membership | null> {
  return credentials(tx).ofMember(organizationId, memberId);
}

/** Whether this membership lets its person in. */
export function isActive({ state }: Membership): boolean {
  return state === MemberState.ACTIVE;
}

/** Goes on as this member, in their organization: audit rows and events say so. */
export async function actAs(
  tx: Transaction,
  member: Membership,
  credential: Credential = 'SESSION',
  credentialId = 'none',
): Promise<Transaction> {
  const entered = await enter(tx, member.organizationId);
  return { ...entered, viewer: viewerOf(claims(tx, member, credential, credentialId)) };
}

/** Notes where the person works now, so that they land there next time. */
export async function noteActive(tx: Transaction): Promise<void> {
  await credentials(tx).memberActive(tx.viewer.memberId, tx.now(), tx.now());
}
