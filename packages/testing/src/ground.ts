import { randomBytes, randomUUID } from 'node:crypto';
import { deriveKey, newId, nobody, openContext, openDatabase, openFolder, openLog, viewerOf, type Context, type Databases, type Tools, type ViewerClaims } from '@deskgraph/kit';
import { loginUrlOf, readStanding } from './standing.js';

/** The entities whose repositories a test asks for. */
export type GroundEntities = Parameters<typeof openDatabase>[0]['entities'];

/** The ground under a room, for tests of the kit itself: real logins on the standing house's database, and contexts of any organization. */
export interface Ground {
  readonly databases: Databases;
  /** A context of this organization; its reading session ends with `close`. */
  context(organizationId: string, changes?: Partial<ViewerClaims>): Context;
  /** Runs work in a context of its own, and gives its connection back. */
  within<T>(organizationId: string, changes: Partial<ViewerClaims>, work: (ctx: Context) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens the ground as a room's login, with the one of accounts for work across organizations. Jobs are stored by `sent` instead of a queue only where a test says so. */
export async function openGround(entities: GroundEntities = [], room = 'accounts'): Promise<Ground> {
  const standing = readStanding();
  const { secret } = standing;
  const connect = async (login: string) =>
    openDatabase({ url: loginUrlOf(standing, login), schema: room, entities, poolSize: 20 });
  const databases: Databases = { own: await connect(room), named: { accounts_auth: await connect('accounts_auth') } };
  const ends: (() => Promise<void>)[] = [];
  const tools: Tools = {
    now: () => new Date(),
    newId: at => (at ? newId({ msecs: at.getTime() }) : randomUUID()),
    randomBytes,
    key: purpose => deriveKey(secret, purpose),
    jobs: { retryLimitOf: () => 0, send: () => Promise.reject(new Error('No queue here.')) },
    files: openFolder(standing.filesDir, 26_214_400),
    log: openLog('silent'),
    publicUrl: 'http://localhost:4000',
    permissions: {},
    schedules: [],
    providers: {},
    ports: {},
  };
  const open = (organizationId: string, changes: Partial<ViewerClaims>) =>
    openContext(databases, tools, viewerOf({ ...nobody, organizationId, ...changes }), 'test-ground');
  return {
    databases,
    async within(organizationId, changes, work) {
      const { ctx, session } = open(organizationId, changes);
      try {
        return await work(ctx);
      } finally {
        await session.commit();
      }
    },
    context(organizationId, changes = {}) {
      const { ctx, session } = open(organizationId, changes);
      ends.push(() => session.commit());
      return ctx;
    },
    async close() {
      for (const end of ends) await end();
      await Promise.all([databases.own.destroy(), ...Object.values(databases.named).map(database => database.destroy())]);
    },
  };
}
