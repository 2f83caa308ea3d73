import pg from 'pg';
import type { Log, ViewerClaims } from '@deskgraph/kit';

/** Events after which somebody remembered may be somebody else: their subject is a credential, a member or an organization. */
const topics = new Set([
  'session.revoked',
  'member.roleChanged',
  'member.deactivated',
  'member.removed',
  'role.updated',
  'organization.suspended',
  'organization.resumed',
]);

/** What of an event tells whom it makes somebody else. */
interface Happened {
  readonly topic: string;
  readonly subjectId: string;
  readonly organizationId: string;
}

/** Whose rights an event may have changed; null where nobody's. */
export function revokedBy({ topic, subjectId, organizationId }: Happened): ((claims: ViewerClaims) => boolean) | null {
  if (!topics.has(topic)) return null;
  if (topic.startsWith('role.') || topic.startsWith('organization.')) return claims => claims.organizationId === organizationId;
  return claims => claims.credentialId === subjectId || claims.memberId === subjectId;
}

/** How far back each look goes: ids are given before the commit, so a later one may show first. */
const overlap = 1000;
/** So many events that revoke nothing are passed unseen; then there is a look, lest the next has far to go. */
const mostUnseen = 500;
const reconnectMs = 1000;

/** Who hears of revocations. */
interface RevocationOptions {
  readonly url: string;
  readonly log: Log;
  readonly revoked: (match: (claims: ViewerClaims) => boolean) => void;
}

/**
 * Listens for revocations as soon as they are committed, ordered or not. While the connection is lost nobody is told, and afterwards everybody
 * counts as revoked: what a viewer cache remembers ends by itself within seconds.
 */
export async function followRevocations({ url, log, revoked }: RevocationOptions): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let closed = false;
  let newest = 0;
  let unseen = 0;
  let known = new Set<string>(); // what the overlap shows again
  let looking: Promise<void> | undefined;
  let again = false;

  const look = async (from: pg.Client): Promise<void> => {
    const { rows } = await from.query<Happened & { id: string | null; upTo: string | null }>(
      `select newest.id as "upTo", e.id, topic, subject_id as "subjectId", organization_id as "organizationId"
       from (select max(id) as id from platform.event) newest left join platform.event e on e.id > $1 and topic = any($2) order by e.id`,
      [Math.max(0, newest - overlap), [...topics]],
    );
    for (const event of rows) {
      const match = event.id === null || known.has(event.id) ? null : revokedBy(event);
      if (match) revoked(match);
    }
    known = new Set(rows.flatMap(({ id }) => id ?? []));
    newest = Number(rows[0]?.upTo ?? 0);
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
    fresh.on('notification', ({ payload = '' }) => {
      if (payload !== '' && !topics.has(payload) && ++unseen < mostUnseen) return;
      unseen = 0;
      wake(fresh);
    });
    fresh.on('end', () => {
      if (!closed) setTimeout(() => void connect().catch(() => undefined), reconnectMs).unref();
    });
    await fresh.connect();
    client = fresh;
    await fresh.query('listen fresh');
    newest = await newestOf(fresh);
    known = new Set();
    revoked(() => true); // what happened while nobody listened is not known
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

async function newestOf(client: pg.Client): Promise<number> {
  const { rows: [last] } = await client.query<{ id: string | null }>('select max(id) as id from platform.event');
  return Number(last?.id ?? 0);
}
