import { request as send, type IncomingHttpHeaders } from 'node:http';
import { openLog } from '@deskgraph/kit';
import { openGateway, type Gateway, type GatewayOptions } from '../src/index.js';
import { openPool, type SmallPool } from './pool.js';
import { compose, openAccounts, openTicketing, rules, type SmallRoom } from './rooms.js';

/** What answers hold, as far as the tests look: which part is there, each test knows. */
export interface Body {
  readonly data: {
    readonly me: { readonly id: string };
    readonly tickets: readonly { readonly requester: { readonly name: string } }[];
  };
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: { readonly code: string };
  }[];
  readonly extensions: { readonly requestId: string; readonly cost: { readonly requested: number }; readonly trace: object };
  readonly error: { readonly code: string };
  readonly requestId: string;
  readonly dependencies: object;
}

/** One HTTP answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON. */
  json(): Body;
}

/** What a test sends. `body` goes as JSON unless it is a string. */
export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: unknown;
}

/** A gateway on loopback over two small rooms. */
export interface Door {
  readonly gateway: Gateway;
  readonly accounts: SmallRoom;
  readonly ticketing: SmallRoom;
  readonly pool: SmallPool;
  /** Every log line so far. */
  readonly lines: Record<string, unknown>[];
  /** Sends one request as it is: no redirects, no tidied paths. */
  call(path: string, call?: Call): Promise<Answer>;
  /** Asks one operation by POST. */
  ask(query: string, headers?: Record<string, string>, variables?: object): Promise<Answer>;
}

/** Opens one; close `gateway` afterwards. */
export async function openDoor(overrides: Partial<GatewayOptions> = {}): Promise<Door> {
  const [accounts, ticketing, pool] = [openAccounts(), openTicketing(), openPool()];
  const lines: Record<string, unknown>[] = [];
  const gateway = await openGateway({
    supergraph: compose([accounts, ticketing]),
    rooms: [accounts, ticketing],
    rules,
    publicUrl: 'http://desk.test',
    host: '127.0.0.1',
    port: 0,
    corsOrigins: ['https://partner.test'],
    trustedProxies: [],
    limits: { maxTokens: 200, maxDepth: 4 },
    rates: { points: 1000, seconds: 60, anonymousPoints: 1000, whenStoreIsDown: 'allow-in-memory' },
    pool: pool.pool,
    webRoot: null,
    log: openLog('debug', { write: line => void lines.push(JSON.parse(line) as Record<string, unknown>) }),
    bodyLimitBytes: 10_000,
    fileLimitBytes: 50_000,
    drainSeconds: 2,
    trace: true,
    metricsToken: null,
    health: {},
    live: null,
    ...overrides,
  });

  const call: Door['call'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = send({ host: '127.0.0.1', port: gateway.port, path, method, headers, agent: false }, incoming => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: () => JSON.parse(text) as Body });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    });

  return {
    gateway,
    accounts,
    ticketing,
    pool,
    lines,
    call,
    ask: (query, headers = {}, variables) =>
      call('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: { query, variables } }),
  };
}

/** The code of a refusal, in either door's shape. */
export function codeOf(answer: Answer): string | undefined {
  const { error, errors } = answer.json() as Partial<Body>;
  return error?.code ?? errors?.[0]?.extensions.code;
}
