import pg from 'pg';
import type { Log } from '@deskgraph/kit';
import type { Viewers } from './viewer.js';

/** Events after which somebody remembered may be somebody else: their subject is a credential, a member or an organization. */
const topics = [
  'session.revoked',
  'member.roleChanged',
  'member.deactivated',
  'member.removed',
  'role.updated',
  'organization.suspended',
  'organization.resumed',
];

/** How far back each look goes: ids are given before the commit, so a later one may show first. */
const overlap = 1000;
const reconnectMs = 1000;

/** Listens for revocations and drops those viewers at once. While the connection is lost what is remembered still ends by itself within seconds. */
export async function followRevocations(options: { url: string; viewers: Viewers; log: Log }): Promise<{ close(): Promise<void> }> {
  const { url, viewers, log } = options;
  let client: pg.Client | undefined;
  let closed = false;
  let newest = 0;
  let looking: Promise<void> | undefined;
  let again = false;

  const look = async (from: pg.Client): Promise<void> => {
    const { rows } = await from.query<{ id: string; subject_id: string; organization_id: string; topic: string }>(
      'select id, subject_id, organization_id, topic from platform.event where id > $1 and topic = any($2) order by id',
      [Math.max(0, newest - overlap), topics],
    );
    for (const { id, subject_id: subject, organization_id: organization, topic } of rows) {
      newest = Math.max(newest, Number(id));
      if (topic.startsWith('role.') || topic.startsWith('organization.')) viewers.forget(claims => claims.organizationId === organization);
      else viewers.forget(claims => claims.credentialId === subject || claims.memberId === subject);
    }
  };
  const wake = (from: pg.Client): void => {
    again = true;
    looking ??= (async () => {
      while (again) {
        again = false;
        await look(from);
      }
    })()
      .catch((error: unknown) => { log.warn({ error }, 'revocations could not be read'); })
      .finally(() => { looking = undefined; });
  };

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'deskgraph-revocations', keepAlive: true, statement_timeout: 5000 });
    fresh.on('error', error => { log.warn({ error }, 'the connection that hears of revocations is lost'); });
    fresh.on('notification', () => { wake(fresh); });
    fresh.on('end', () => {
      if (!closed) setTimeout(() => void connect().catch(() => undefined), reconnectMs).unref();
    });
    await fresh.connect();
    client = fresh;
    await fresh.query('listen fresh');
    const { rows: [last] } = await fresh.query<{ id: string | null }>('select max(id) as id from platform.event');
    newest = Number(last?.id ?? 0);
    viewers.forget(() => true); // what happened while nobody listened is not known
  };
  await connect();

  return {
    async close() {
      closed = true;
      await looking;
      await client?.end();
    },
  };
}
