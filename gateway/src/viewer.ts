import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { viewerOf, type Log, type Room, type Viewer, type ViewerClaims } from '@deskgraph/kit';
import { HttpRefusal } from './http/answers.js';
import type { Metrics } from './metrics.js';
import { within } from './sources.js';

/** What a caller showed. At most one of `cookie` and `authorization`. */
export interface Credentials {
  /** The session cookie as it stands in a Cookie header: `name=value`, and no other cookie. */
  readonly cookie?: string;
  readonly authorization?: string;
  readonly organizationId?: string;
}

/** Whom credentials belong to. */
export interface Viewers {
  /** Null when nothing was shown. Throws `HttpRefusal` when what was shown is bad (401, 403) or accounts cannot be asked (503). */
  of(credentials: Credentials, requestId: string): Promise<Viewer | null>;
  /** Drops what is remembered under this credential id, or of all viewers that match: a revocation counts at once. */
  forget(which: string | ((claims: ViewerClaims) => boolean)): void;
}

/** Nobody is signed in while accounts is silent for this long. */
const patienceMs = 5000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The session cookie's name: the `__Host-` prefix needs https. Cookies know no ports, so over http the name does: houses share localhost. */
export function sessionCookie(publicUrl: string): string {
  const { protocol, port } = new URL(publicUrl);
  if (protocol === 'https:') return '__Host-deskgraph_session';
  return port === '' ? 'deskgraph_session' : `deskgraph_session_${port}`;
}

/** Reads the credentials of a request. A key or token wins over the cookie, which is then ignored. */
export function credentialsOf(headers: IncomingHttpHeaders, cookieName: string): Credentials {
  const organizationId = headers['x-organization-id'];
  if (organizationId !== undefined && (typeof organizationId !== 'string' || !uuid.test(organizationId))) {
    throw new HttpRefusal(400, 'BAD_USER_INPUT', 'The header x-organization-id must be a uuid.');
  }
  const active = organizationId === undefined ? {} : { organizationId: organizationId.toLowerCase() };
  if (headers.authorization !== undefined) return { authorization: headers.authorization, ...active };
  const cookie = headers.cookie
    ?.split(';')
    .map(pair => pair.trim())
    .find(pair => pair.startsWith(`${cookieName}=`));
  return cookie === undefined || cookie === `${cookieName}=` ? active : { cookie, ...active };
}

interface Accounts {
  readonly accounts: Room;
  readonly log: Log;
}

interface ViewerOptions extends Accounts {
  readonly cacheSeconds: number;
  readonly maxEntries: number;
  readonly metrics: Metrics;
  readonly now?: () => number;
}

/** Opens the door to accounts' `/internal/viewer`, remembering each answer for `cacheSeconds`. Never remembers a refusal. */
export function openViewers(options: ViewerOptions): Viewers {
  const { cacheSeconds, maxEntries, metrics, now = Date.now } = options;
  const known = new Map<string, { viewer: Viewer; until: number }>(); // in order of last use
  const asking = new Map<string, Promise<Viewer>>();
  let forgotten = 0;

  /** Keeps the one there was while it says the same: what hangs on it, such as signatures, stays good. */
  const remember = (key: string, asked: Viewer): Viewer => {
    const before = known.get(key)?.viewer;
    const viewer = before && JSON.stringify(before) === JSON.stringify(asked) ? before : asked;
    known.delete(key);
    known.set(key, { viewer, until: now() + cacheSeconds * 1000 });
    if (known.size > maxEntries) known.delete(known.keys().next().value ?? key);
    return viewer;
  };

  const recall = (key: string): Viewer | undefined => {
    const entry = known.get(key);
    if (!entry || entry.until <= now()) return undefined;
    known.delete(key);
    known.set(key, entry);
    return entry.viewer;
  };

  const askOnce = (key: string, credentials: Credentials, requestId: string): Promise<Viewer> => {
    const before = forgotten;
    const answer = ask(options, credentials, requestId)
      .then(viewer => (forgotten === before ? remember(key, viewer) : viewer)) // else a revocation overtook this answer
      .finally(() => {
        if (asking.get(key) === answer) asking.delete(key);
      });
    asking.set(key, answer);
    return answer;
  };

  return {
    async of(credentials, requestId) {
      if (credentials.cookie === undefined && credentials.authorization === undefined) return null;
      const key = digest(credentials);
      const recalled = recall(key);
      const shared = asking.get(key);
      metrics.viewer(recalled ? 'cache' : shared ? 'shared' : 'room');
      return recalled ?? shared ?? askOnce(key, credentials, requestId);
    },
    forget(which) {
      forgotten += 1;
      asking.clear(); // whoever asks from now on must not share an answer that is on its way
      for (const [key, { viewer }] of known) {
        if (typeof which === 'string' ? viewer.credentialId === which : which(viewer)) known.delete(key);
      }
    },
  };
}

async function ask({ accounts, log }: Accounts, credentials: Credentials, requestId: string): Promise<Viewer> {
  const question = new Request(`http://${accounts.name}/internal/viewer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-deskgraph-request-id': requestId },
    body: JSON.stringify({ ...credentials, requestId }),
  });
  const response = await within(patienceMs, accounts.fetch(question)).catch((error: unknown) => {
    log.error({ error, requestId, room: accounts.name }, 'a room did not answer');
  });
  if (response?.status !== 200) {
    throw new HttpRefusal(503, 'UNAVAILABLE', 'Sign-in cannot be checked right now. Try again.', { 'retry-after': '2' });
  }
  const { viewer, reason } = (await response.json()) as { viewer: ViewerClaims | null; reason?: string };
  if (viewer) return viewerOf(viewer);
  if (reason !== undefined && reason !== 'UNAUTHENTICATED') {
    throw new HttpRefusal(403, reason, 'This credential does not open this organization.');
  }
  throw new HttpRefusal(
    401,
    'UNAUTHENTICATED',
    'This credential is unknown, expired or revoked.',
    credentials.cookie ? {} : { 'www-authenticate': 'Bearer' },
  );
}

/** The cache holds no credential, so that a heap dump gives none away. */
function digest(credentials: Credentials): string {
  return createHash('sha256').update(JSON.stringify(credentials)).digest('base64');
}
