import type { Context, Databases, Transaction } from '@deskgraph/kit';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { Kysely, PostgresDialect } from 'kysely';
import { hashPassword, isPassword, passwordLength } from './auth.password.js';
import { callersPool, callersTransaction, onTransaction } from './auth.repository.js';

/** A session ends after this long without use. */
export const sessionIdleMs = 12 * 3600_000;
/** A session ends this long after sign-in, however busy it is. */
export const sessionLifeMs = 7 * 86_400_000;
/** How long the links in mails work. */
export const linkLifeMs = { verify: 24 * 3600_000, reset: 30 * 60_000 } as const;

/** The login that may look into schema `auth`. */
export const authLogin = 'accounts_auth';

/** better-auth as this house uses it: its credential and session store, without its HTTP endpoints, which are never mounted. */
export function authOptions({ publicUrl, key, log }: Pick<Context, 'publicUrl' | 'key' | 'log'>) {
  return {
    appName: 'Deskgraph',
    baseURL: publicUrl,
    trustedOrigins: [publicUrl],
    secret: key('auth').toString('base64url'),
    database: {
      db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: callersPool }) }),
      type: 'postgres',
      schemaName: 'auth',
      transaction: false,
    },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      requireEmailVerification: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      resetPasswordTokenExpiresIn: linkLifeMs.reset / 1000,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
    },
    user: { fields: { emailVerified: 'email_verified', ...instants } },
    session: {
      expiresIn: sessionIdleMs / 1000,
      updateAge: 60,
      freshAge: 300,
      cookieCache: { enabled: false },
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...instants },
    },
    account: {
      accountLinking: { enabled: false },
      encryptOAuthTokens: true,
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...instants,
      },
    },
    verification: {
      storeIdentifier: 'hashed',
      disableCleanup: true, // links end by our clock, and are swept when the next is made
      fields: { expiresAt: 'expires_at', ...instants },
      additionalFields: {
        userId: { type: 'string', required: true, fieldName: 'user_id', references: { model: 'user', field: 'id', onDelete: 'cascade' } },
      },
    },
    rateLimit: { enabled: false }, // counts at the endpoints that are not mounted; the gateway and `attempt` do it here
    telemetry: { enabled: false },
    advanced: { database: { generateId: () => callersTransaction().newId(), validateSchema: false } },
    logger: {
      level: 'warn',
      log: (level, message) => {
        log[level]({ from: 'better-auth' }, message);
      },
    },
  } satisfies BetterAuthOptions;
}

const instants = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

const open = (ctx: Context) => betterAuth(authOptions(ctx)).$context;
type Auth = Awaited<ReturnType<typeof open>>;
const opened = new WeakMap<Databases, Promise<Auth>>();

/** Runs `work` with better-auth's store, on the caller's transaction. */
export async function withAuth<T>(tx: Transaction, work: (store: Auth['internalAdapter']) => Promise<T>): Promise<T> {
  let auth = opened.get(tx.databases);
  if (!auth) opened.set(tx.databases, (auth = open(tx)));
  const { internalAdapter } = await auth;
  return onTransaction(tx, () => work(internalAdapter));
}
