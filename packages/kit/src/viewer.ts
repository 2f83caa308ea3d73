/** How the viewer proved who they are. */
export type Credential = 'SESSION' | 'ACCESS_TOKEN' | 'API_KEY' | 'SYSTEM';

/** What a viewer may do and on whose behalf; plain data, so that it can be cached, signed and sent to another process. */
export interface ViewerClaims {
  /** The person's id (uuid); for an API key the person who made it. */
  readonly id: string;
  /** The person's membership in this organization (uuid). */
  readonly memberId: string;
  readonly organizationId: string;
  /** SUSPENDED organizations may read, and nothing else. */
  readonly organizationState: 'ACTIVE' | 'SUSPENDED';
  /** The role's key, e.g. `agent`; shown to people, never compared: compare permissions. */
  readonly role: string;
  /** Permission atoms in force, e.g. `member.invite`; for an API key already cut down to its scopes. */
  readonly permissions: readonly string[];
  readonly credential: Credential;
  /** The session, token family or API key (uuid or opaque id) that a revocation names. */
  readonly credentialId: string;
  /** When the credential ends by itself (ISO 8601), unless it is used meanwhile; null: it does not. */
  readonly expiresAt: string | null;
  /** An API key's scopes; null for people. */
  readonly scopes: readonly string[] | null;
  /** The plan whose features the organization has. Plans come later; all have `base` now. */
  readonly plan: string;
  /** The platform administrator acting as this person, if any. */
  readonly impersonatorId: string | null;
  /** Whether a second factor was shown in this session. */
  readonly secondFactor: boolean;
}

/** The claims with the one question asked of them. */
export interface Viewer extends ViewerClaims {
  /** Whether the viewer holds this permission atom. */
  may(permission: string): boolean;
}

/** A viewer from its claims. */
export function viewerOf(claims: ViewerClaims): Viewer {
  const held = new Set(claims.permissions);
  return { ...claims, may: permission => held.has(permission) };
}

const NIL = '00000000-0000-0000-0000-000000000000';

const nobodyClaims: ViewerClaims = {
  id: NIL,
  memberId: NIL,
  organizationId: NIL,
  organizationState: 'ACTIVE',
  role: 'nobody',
  permissions: [],
  credential: 'SYSTEM',
  credentialId: 'nobody',
  expiresAt: null,
  scopes: null,
  plan: 'base',
  impersonatorId: null,
  secondFactor: false,
};

/** Somebody unknown: in no organization, so row-level security shows no rows, and without a permission. */
export const nobody: Viewer = viewerOf(nobodyClaims);

/** The house itself, acting in one organization: consumers, jobs and webhooks. It holds no atoms; the services it calls ask for none. */
export function systemViewer(organizationId: string): Viewer {
  return viewerOf({ ...nobodyClaims, organizationId, role: 'system', credentialId: 'system' });
}
