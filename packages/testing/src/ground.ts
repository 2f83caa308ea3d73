import { randomBytes, randomUUID } from 'node:crypto';
import { deriveKey, nobody, openContext, openDatabase, openLog, viewerOf, type Context, type Databases, type Tools } from '@deskgraph/kit';
import { loginUrlOf, readStanding } from './standing.js';

/** The ground under a room, for tests of the kit itself: real logins on the standing house's database, and contexts of any organization. */
export interface Ground {
  readonly databases: Databases;
  /** A context of this organization; its read transaction ends with `close`. */
  context(organizationId: string, changes?: Partial<Tools>): Context;
  close(): Promise<void>;
}

/** Opens the ground as the logins of the room accounts. Jobs are stored by `sent` instead of a queue only where a test says so. */
export async function openGround(entities: Parameters<typeof openDatabase>[0]['entities'] = []): Promise<Ground> {
  const standing = readStanding();
  const { secret } = standing;
  const open = async (login: string) =>
    openDatabase({ url: loginUrlOf(standing, login), schema: 'accounts', entities, poolSize: 20 });
  const databases: Databases = { own: await open('accounts'), named: { accounts_auth: await open('accounts_auth') } };
  const ends: (() => Promise<void>)[] = [];
  const tools: Tools = {
    now: () => new Date(),
    newId: randomUUID,
    randomBytes,
    key: purpose => deriveKey(secret, purpose),
    jobs: { send: () => Promise.reject(new Error('No queue here.')) },
    log: openLog('silent'),
    publicUrl: 'http://localhost:4000',
    permissions: {},
  };
  return {
    databases,
    context(organizationId, changes = {}) {
      const { ctx, session } = openContext(databases, { ...tools, ...changes }, viewerOf({ ...nobody, organizationId }), 'test-ground');
      ends.push(() => session.commit());
      return ctx;
    },
    async close() {
      for (const end of ends) await end();
      await Promise.all([databases.own.destroy(), ...Object.values(databases.named).map(database => database.destroy())]);
    },
  };
}
