import type { Transaction } from '@deskgraph/kit';
import { type MemberState } from '../member/member.entity.js';
import type { OrganizationState } from '../organization/organization.entity.js';

/** A person in an organization, with the role they hold there: read across organizations, before one is entered. */
export interface Membership {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly organizationState: OrganizationState;
  readonly memberId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly state: MemberState;
  readonly lastActiveAt: Date;
  readonly key: string;
  readonly builtIn: boolean;
  readonly storedPermissions: string[];
}

/** A membership reached through a session's cookie. */
export interface SessionMembership extends Membership {
  readonly sessionId: string;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** A membership reached through a token or key. */
export interface TokenMembership extends Membership {
  readonly credentialId: string;
  readonly expiresAt: Date | null;
}

/** A membership reached through an API key: its maker's. */
export interface KeyMembership extends TokenMembership {
  readonly scopes: string[];
  readonly lastUsedAt: Date | null;
}

const columns = `
  m.organization_id as "organizationId", o.name as "organizationName", o.state as "organizationState", m.id as "memberId", m.user_id as "userId",
  m.name, m.email, m.state, m.last_active_at as "lastActiveAt", r.key, r.built_in as "builtIn", r.permissions as "storedPermissions"`;
const joined = `
  join accounts.organization o on o.organization_id = m.organization_id
  join accounts.role r on r.organization_id = m.organization_id and r.id = m.role_id`;

/** Who stands behind a credential: the statements of the auth login. */
export const credentials = ({ db }: Transaction) => ({
  /** A person's memberships: active ones first, the last used first. */
  async ofUser(userId: string): Promise<Membership[]> {
    return await db.query<Membership[]>(
      `select ${columns} from accounts.member m ${joined} where m.user_id = $1 order by (m.state = 'ACTIVE') desc, m.last_active_at desc, m.id desc`,
      [userId],
    );
  },

  /** One membership. */
  async ofMember(organizationId: string, memberId: string): Promise<Membership | null> {
    const [row] = await db.query<Membership[]>(
      `select ${columns} from accounts.member m ${joined} where m.organization_id = $1 and m.id = $2`,
      [organizationId, memberId],
    );
    return row ?? null;
  },

  /** The session's person in the named organization, or in the one they used last. */
  async bySession(
    tokenHash: string,
    { organizationId, now, bornAfter }: { organizationId: string | null; now: Date; bornAfter: Date },
  ): Promise<SessionMembership | null> {
    const [row] = await db.query<SessionMembership[]>(
      `select ${columns}, s.id as "sessionId", s.updated_at as "lastSeenAt", s.expires_at as "expiresAt"
       from auth.session s join accounts.member m on m.user_id = s.user_id ${joined}
       where s.token = $1 and s.expires_at > $2 and s.created_at > $3 and m.state = 'ACTIVE'
       order by (m.organization_id = $4) desc nulls last, m.last_active_at desc, m.id desc limit 1`,
      [tokenHash, now, bornAfter, organizationId],
    );
    return row ?? null;
  },

  /** The member behind an access token that still works. */
  async byAccessToken(hash: Buffer, now: Date): Promise<TokenMembership | null> {
    const [row] = await db.query<TokenMembership[]>(
      `select ${columns}, f.id as "credentialId", f.access_expires_at as "expiresAt"
       from accounts.token_family f join accounts.member m on m.organization_id = f.organization_id and m.id = f.member_id ${joined}
       where f.access_hash = $1 and f.access_expires_at > $2 and f.revoked_at is null and m.state = 'ACTIVE'`,
      [hash, now],
    );
    return row ?? null;
  },

  /** The maker of an API key that still works. */
  async byApiKey(hash: Buffer, now: Date): Promise<KeyMembership | null> {
    const [row] = await db.query<KeyMembership[]>(
      `select ${columns}, k.id as "credentialId", k.expires_at as "expiresAt", k.scopes, k.last_used_at as "lastUsedAt"
       from accounts.api_key k join accounts.member m on m.organization_id = k.organization_id and m.id = k.created_by_id ${joined}
       where k.secret_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2) and m.state = 'ACTIVE'`,
      [hash, now],
    );
    return row ?? null;
  },

  /** Notes that a session was seen and slides its end, unless somebody else just did. */
  async sessionSeen(
    id: string,
    { now, before, expiresAt, lifeMs }: { now: Date; before: Date; expiresAt: Date; lifeMs: number },
  ): Promise<void> {
    await db.query(
      `update auth.session set updated_at = $2, expires_at = least($3::timestamptz, created_at + $4 * interval '1 millisecond') where id = $1 and updated_at <= $5`,
      [id, now, expiresAt, lifeMs, before],
    );
  },

  /** Notes where a person is active, in the organization this transaction is bound to. */
  async memberActive(id: string, now: Date, before: Date): Promise<void> {
    await db.query('update accounts.member set last_active_at = $2 where id = $1 and last_active_at <= $3', [id, now, before]);
  },

  /** Notes that a key was used, in the organization this transaction is bound to. */
  async keyUsed(id: string, now: Date, before: Date): Promise<void> {
    await db.query('update accounts.api_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)', [
      id,
      now,
      before,
    ]);
  },
});
