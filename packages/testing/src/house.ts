import pg from 'pg';
import { furnish, furnishPlatform, newApiKey } from './furniture.js';
import { readMails, type Mail } from './mailbox.js';
import { loginUrlOf, readStanding, type Standing } from './standing.js';

/** Somebody signed in (or not) who asks the house. */
export interface Person {
  readonly email: string;
  readonly memberId: string;
  readonly cookie: string;
  /** An API key or access token, where that is what they show. */
  readonly authorization?: string;
  /** Asks the graph and answers data; throws with the errors and the request id when there are any. */
  ask<T = Record<string, never>>(query: string, variables?: object): Promise<T>;
  /** Asks the graph and answers the body as it came. */
  askRaw(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
}

/** A GraphQL response as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { data?: Record<string, unknown> | null; errors?: GraphQLFault[]; extensions?: Record<string, unknown> };
}

export interface GraphQLFault {
  readonly message: string;
  readonly path?: (string | number)[];
  readonly extensions: Record<string, unknown> & { code: string };
}

/** A fresh organization with a member of every built-in role. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  as(role: Role): Promise<Person>;
  /** A new API key of the owner's with these scopes: the secret. By default it may read members. */
  apiKey(scopes?: readonly string[]): Promise<string>;
}

type Role = 'owner' | 'admin' | 'manager' | 'agent' | 'analyst' | 'viewer';

/** A JSON answer that is not GraphQL's. */
export type CallBody = Record<string, unknown> & { error?: { code: string; field?: string; message: string } };

/** The house as a test sees it. */
export interface TestHouse extends Standing {
  /** Makes an organization; `name` and addresses carry `mark`, so that leaks can be told apart. */
  organization(mark?: string): Promise<Organization>;
  /** As `organization`, with at least one row in every tenant table. */
  furnished(mark: string): Promise<Organization>;
  /** Asks a room directly, past the gateway, as somebody of this organization with all permissions, or without any. */
  askRoom(room: string, organization: Organization, query: string, variables?: object, permissions?: 'all' | 'none'): Promise<unknown>;
  /** Asks the process the house runs in: what its rooms are, what its schema files would say, to migrate another database. */
  inside<T>(path: string, body?: object): Promise<T>;
  /** Somebody without a credential, or with the given headers. */
  stranger(headers?: Record<string, string>): Person;
  /** POST (or GET, without a body) to a path of the public port. */
  call(path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; headers: Headers; body: CallBody }>;
  /** What reached the sandbox's mailbox for this address; waits up to 5 s for `count`. */
  mails(to: string, count?: number): Promise<Mail[]>;
  /** A login's URL, to this house's database or another of its cluster. */
  loginUrl(login: string, database?: string): string;
  /** Waits until every job of an organization is over. */
  settled(organization: Organization): Promise<void>;
  /** SQL as the superuser. */
  sql<Row extends pg.QueryResultRow = Record<string, never>>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Every test person's password. */
export const password = 'correct horse battery staple';

/** Joins the house of this test run, or another that stands. */
export async function openHouse(standing: Standing = readStanding()): Promise<TestHouse> {
  const client = new pg.Pool({ connectionString: standing.ownerUrl, max: 2, idleTimeoutMillis: 500, allowExitOnIdle: true });
  client.on('error', () => undefined); // the house may end before its tests' connections do

  const call: TestHouse['call'] = async (path, body, headers = {}) => {
    const response = await fetch(standing.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), 'x-deskgraph-csrf': '1', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) as CallBody };
  };

  const person = (email: string, memberId: string, own: Record<string, string>): Person => ({
    email,
    memberId,
    cookie: own.cookie ?? '',
    ...(own.authorization ? { authorization: own.authorization } : {}),
    async ask(query, variables) {
      const { body } = await this.askRaw(query, variables);
      if (body.errors) throw new Error(`${JSON.stringify(body.errors)} in ${query} (${JSON.stringify(body.extensions)})`);
      return body.data as never;
    },
    async askRaw(query, variables = {}, headers = {}) {
      const { status, headers: answered, body } = await call('/graphql', { query, variables }, { ...own, ...headers });
      return { status, headers: answered, body: body as Answer['body'] };
    },
  });

  const factory = async <T>(path: string, body: object): Promise<T> => {
    const response = await fetch(standing.factoryUrl + path, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`The factory failed: ${await response.text()}`);
    return (await response.json()) as T;
  };

  const sql: TestHouse['sql'] = async (text, values) => (await client.query(text, values)).rows as never;

  const organization = async (mark = 'Test'): Promise<Organization> => {
    const made = await factory<{ id: string; name: string; people: Record<Role, { email: string; memberId: string }> }>('/organization', { mark, password });
    const signedIn = new Map<Role, Promise<Person>>();
    const signIn = async (role: Role): Promise<Person> => {
      const { email, memberId } = made.people[role];
      const { status, headers, body } = await call('/auth/sign-in', { email, password });
      if (status !== 200) throw new Error(`Sign-in failed: ${JSON.stringify(body)}`);
      return person(email, memberId, { cookie: headers.getSetCookie().map(text => text.split(';')[0]).join('; ') });
    };
    const as = (role: Role): Promise<Person> => {
      const known = signedIn.get(role) ?? signIn(role);
      signedIn.set(role, known);
      return known;
    };
    return { id: made.id, name: made.name, as, apiKey: async scopes => newApiKey(await as('owner'), scopes) };
  };

  return {
    ...standing,
    call,
    stranger: (headers = {}) => person('', '', headers),
    settled: async ({ id }) => {
      const deadline = Date.now() + 10_000;
      const waiting = () => client.query(`select from platform.job where organization_id = $1 and ended_at is null`, [id]);
      while ((await waiting()).rowCount !== 0 && Date.now() < deadline) await new Promise(done => setTimeout(done, 50));
    },
    mails: (to, count = 1) => readMails(standing.mailboxUrl, to, count),
    sql,
    organization,
    furnished: async mark => {
      const made = await furnish(await organization(mark), { call, smtpPort: standing.smtpPort });
      await furnishPlatform(made, sql);
      return made;
    },
    loginUrl: (login, database) => loginUrlOf(standing, login, database),
    inside: (path, body = {}) => factory(path, body),
    askRoom: (room, { id }, query, variables = {}, permissions = 'none') => factory('/room', { room, organizationId: id, query, variables, all: permissions === 'all' }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
