import type DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { Databases } from './database.js';
import type { FileStore } from './file-store.js';
import type { JobSender } from './job.js';
import type { Log } from './log.js';
import type { Viewer } from './viewer.js';

/** What a room is given when it opens: clock, randomness, keys and doors to the outside. Tests give others. */
export interface Tools {
  readonly now: () => Date;
  /** A new id: uuid v7, so that ids sort by age; that of something older where a bulk verb says when it was. */
  readonly newId: (at?: Date) => string;
  readonly randomBytes: (length: number) => Buffer;
  /** The 32-byte key for a purpose. */
  readonly key: (purpose: string) => Buffer;
  readonly jobs: JobSender;
  /** Where the bytes of files are. */
  readonly files: FileStore;
  readonly log: Log;
  /** Where people reach the product, without a trailing slash. */
  readonly publicUrl: string;
  /** Every job that runs by the clock, of every room. */
  readonly schedules: readonly { readonly name: string; readonly cron: string; readonly next: (after: Date) => Date }[];
  /** The doors to the outside that this room's hooks and jobs ask for. */
  readonly ports: unknown;
  /** How the providers are, each asked when called. */
  readonly providers: Readonly<Record<string, () => Promise<ProviderStanding>>>;
  /** Every permission atom of every room, by name. */
  readonly permissions: PermissionCatalogue;
}

/** How a provider is set up, and whether it could be used now. */
export interface ProviderStanding {
  readonly state: 'configured' | 'sandbox' | 'off';
  readonly ready: boolean;
  /** For operators; no secret. Null when all is well. */
  readonly detail: string | null;
}

/** What one atom allows, and which built-in roles hold it. */
export interface Permission {
  readonly description: string;
  readonly roles: readonly BuiltInRole[];
  /** False for atoms that no API key may ever hold: people, roles, keys and billing. */
  readonly forKeys: boolean;
}

export type PermissionCatalogue = Readonly<Record<string, Permission>>;
export type BuiltInRole = 'owner' | 'admin' | 'manager' | 'agent' | 'analyst' | 'viewer';

/** Everything one request knows. Passed first, never stored. */
export interface Context extends Tools {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The room's READ ONLY transaction under the viewer's organization, opened by the first statement. */
  readonly db: EntityManager;
  readonly databases: Databases;
  readonly loaders: Map<unknown, DataLoader<string, unknown>>;
  readonly work: Work;
}

/** The little that changes while a request runs. */
export interface Work {
  /** SQL statements so far; the transactions' own are not counted. */
  statements: number;
  /** The root mutation being resolved; one at a time, as GraphQL demands. */
  mutation: string | null;
  /** What caused this: an event or a job, for consumers and jobs. */
  cause: string | null;
}

/** A context whose `db` is an open, writable transaction. Only `transact` and its kin make one. */
export interface Transaction extends Context {
  readonly open: true;
  /** How many audit rows were written; a mutation must not commit without one. */
  readonly audited: { count: number };
}

/** Whether this context already is a transaction. */
export function isTransaction(ctx: Context): ctx is Transaction {
  return 'open' in ctx;
}
