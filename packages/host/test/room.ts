import { defineSubgraph, nobody, openContext, openDatabase, systemViewer, transactAs, type Consumer, type Databases, type Job, type Tools } from '@deskgraph/kit';
import { openFolder, openLog } from '@deskgraph/kit';
import type { OpenRoom } from '../src/house.js';

/** A room without nouns, as the login accounts, for tests of what moves rooms. Its consumers and jobs are the test's. */
export async function openTestRoom(url: string, parts: { consumers?: Record<string, Consumer>; jobs?: Record<string, Job> }): Promise<OpenRoom & { close(): Promise<void> }> {
  const own = await openDatabase({ url, schema: 'accounts', entities: [], poolSize: 10 });
  const databases: Databases = { own, named: {} };
  const tools: Tools = {
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    randomBytes: length => Buffer.alloc(length),
    key: () => Buffer.alloc(32),
    jobs: { retryLimitOf: () => 0, send: () => Promise.reject(new Error('No queue here.')) },
    files: openFolder('/nowhere', 0),
    log: openLog('silent'),
    publicUrl: 'http://localhost',
    permissions: {},
    schedules: [],
    providers: {},
    ports: {},
  };
  const subgraph = defineSubgraph<never>({ name: 'accounts', entities: [], migrations: [], resolvers: [], references: {}, permissions: {}, ...parts });
  return { subgraph, databases, tools, room: null as never, close: () => own.destroy() };
}

/** Emits events in one organization, each in a transaction of its own. */
export async function inOrganization<T>({ databases, tools }: OpenRoom, organizationId: string, work: Parameters<typeof transactAs<T>>[3]): Promise<T> {
  const { ctx, session } = openContext(databases, tools, organizationId ? systemViewer(organizationId) : nobody, 'test-room');
  try {
    return await transactAs(ctx, organizationId, 'test', work);
  } finally {
    await session.commit();
  }
}
