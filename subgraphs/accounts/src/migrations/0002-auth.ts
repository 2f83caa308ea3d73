import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People and their credentials: better-auth's four tables in the house's words, and the count of attempts. They belong to no organization, so
 * there is no row-level security here; only the auth login may look.
 */
export class Accounts0002 implements MigrationInterface {
  name = 'Accounts0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table auth."user" (
        id uuid primary key,
        name text not null check (length(name) between 1 and 100),
        email text not null unique check (email = lower(email) and length(email) <= 254),
        email_verified boolean not null,
        image text,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );

      -- The token is the SHA-256 of what the cookie holds.
      create table auth.session (
        id uuid primary key,
        user_id uuid not null references auth."user" on delete cascade,
        token text not null unique,
        expires_at timestamptz not null,
        ip_address text,
        user_agent text check (length(user_agent) <= 300),
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index session_user_id_idx on auth.session (user_id);

      create table auth.account (
        id uuid primary key,
        user_id uuid not null references auth."user" on delete cascade,
        account_id text not null,
        provider_id text not null,
        password text,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        unique (provider_id, account_id)
      );
      create index account_user_id_idx on auth.account (user_id);

      -- Links in mails: the identifier is a hash of purpose and token, the value what the link carries.
      create table auth.verification (
        id uuid primary key,
        identifier text not null,
        value text not null,
        user_id uuid not null references auth."user" on delete cascade,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create index verification_identifier_idx on auth.verification (identifier);
      create index verification_expires on auth.verification (expires_at);
      create index verification_user on auth.verification (user_id, created_at);

      -- How often something was tried for one address in the running window. The address is a keyed hash, known or unknown alike.
      create table auth.attempt (
        kind text not null check (kind in ('SIGN_IN', 'MAIL')),
        address bytea not null,
        count integer not null,
        started_at timestamptz not null,
        primary key (kind, address)
      );
      create index attempt_started on auth.attempt (started_at);

      grant usage on schema auth to accounts_auth;
      grant select, insert, update, delete on all tables in schema auth to accounts_auth;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table auth.attempt, auth.verification, auth.account, auth.session, auth."user"');
  }
}
