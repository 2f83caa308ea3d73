import { acrossPolicy, platformGrants, roomGrants, tenantPolicies } from '@deskgraph/kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables the auth login must read before it knows the organization: it finds people, keys and invitations there. */
const foundAcross = ['organization', 'role', 'member', 'invitation', 'api_key', 'token_family'].map(table => `accounts.${table}`);

/** Organizations, their people, and what those may do. */
export class Accounts0001 implements MigrationInterface {
  name = 'Accounts0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table accounts.organization (
        organization_id uuid primary key,
        name text not null check (length(name) between 1 and 100),
        state text not null check (state in ('ACTIVE', 'SUSPENDED')),
        created_at timestamptz not null,
        suspended_at timestamptz,
        check ((state = 'SUSPENDED') = (suspended_at is not null))
      );
      ${tenantPolicies('accounts.organization')}

      create table accounts.role (
        organization_id uuid not null references accounts.organization,
        id uuid not null,
        key text not null check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
        name text not null check (length(name) between 1 and 60),
        description text not null check (length(description) <= 300),
        built_in boolean not null,
        permissions text[] not null,
        created_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, key),
        check (not built_in or permissions = '{}')
      );
      ${tenantPolicies('accounts.role')}

      create table accounts.member (
        organization_id uuid not null references accounts.organization,
        id uuid not null,
        user_id uuid not null,
        role_id uuid not null,
        name text not null check (length(name) between 1 and 100),
        email text not null check (email = lower(email) and length(email) <= 254),
        state text not null check (state in ('ACTIVE', 'DEACTIVATED')),
        joined_at timestamptz not null,
        last_active_at timestamptz not null,
        primary key (organization_id, id),
        unique (organization_id, user_id),
        foreign key (organization_id, role_id) references accounts.role
      );
      create index member_user on accounts.member (user_id);
      create index member_joined on accounts.member (organization_id, joined_at, id);
      create index member_name on accounts.member (organization_id, name, id);
      ${tenantPolicies('accounts.member')}

      create table accounts.invitation (
        organization_id uuid not null references accounts.organization,
        id uuid not null,
        email text not null check (email = lower(email) and length(email) <= 254),
        role_id uuid not null,
        invited_by_id uuid not null,
        token_hash bytea not null,
        state text not null check (state in ('PENDING', 'ACCEPTED', 'REVOKED')),
        created_at timestamptz not null,
        expires_at timestamptz not null,
        primary key (organization_id, id),
        foreign key (organization_id, role_id) references accounts.role on delete cascade
      );
      create unique index invitation_token on accounts.invitation (token_hash);
      create unique index invitation_pending on accounts.invitation (organization_id, email) where state = 'PENDING';
      create index invitation_created on accounts.invitation (organization_id, created_at, id);
      ${tenantPolicies('accounts.invitation')}

      create table accounts.api_key (
        organization_id uuid not null references accounts.organization,
        id uuid not null,
        name text not null check (length(name) between 1 and 60),
        prefix text not null,
        secret_hash bytea not null,
        scopes text[] not null check (cardinality(scopes) > 0),
        created_by_id uuid not null,
        created_at timestamptz not null,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        primary key (organization_id, id),
        foreign key (organization_id, created_by_id) references accounts.member on delete cascade
      );
      create unique index api_key_secret on accounts.api_key (secret_hash);
      create index api_key_created on accounts.api_key (organization_id, created_at, id);
      ${tenantPolicies('accounts.api_key')}

      -- One chain of refresh tokens: each use makes the next; a used one coming back ends the family.
      create table accounts.token_family (
        organization_id uuid not null references accounts.organization,
        id uuid not null,
        member_id uuid not null,
        refresh_hash bytea not null,
        previous_refresh_hash bytea,
        access_hash bytea not null,
        access_expires_at timestamptz not null,
        rotated_at timestamptz not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        primary key (organization_id, id),
        foreign key (organization_id, member_id) references accounts.member on delete cascade
      );
      create unique index token_family_access on accounts.token_family (access_hash);
      create index token_family_member on accounts.token_family (organization_id, member_id);
      ${tenantPolicies('accounts.token_family')}

      -- Mail on its way out. The sealed part (recipient and link) is dropped as soon as the mail is sent or given up.
      create table accounts.mail (
        organization_id uuid not null references accounts.organization,
        id uuid not null,
        kind text not null check (kind in ('VERIFY', 'RESET', 'INVITATION', 'ALREADY_SIGNED_UP')),
        sealed bytea,
        state text not null check (state in ('QUEUED', 'SENT', 'FAILED')),
        reason text,
        created_at timestamptz not null,
        sent_at timestamptz,
        primary key (organization_id, id),
        check ((state = 'QUEUED') = (sealed is not null)),
        check ((state = 'SENT') = (sent_at is not null))
      );
      create index mail_created on accounts.mail (organization_id, created_at, id);
      ${tenantPolicies('accounts.mail')}

      ${roomGrants('accounts')}
      grant usage on schema accounts to accounts_auth;
      grant select, insert, update, delete on all tables in schema accounts to accounts_auth;
      ${platformGrants('accounts_auth')}
      ${foundAcross.map(table => acrossPolicy(table, 'accounts_auth')).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${['mail', 'token_family', 'api_key', 'invitation', 'member', 'role', 'organization'].map(t => `accounts.${t}`).join(', ')}`);
  }
}
