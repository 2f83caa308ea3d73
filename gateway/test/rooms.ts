import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@apollo/composition';
import { execute, GraphQLError, parse, type ExecutionResult } from 'graphql';
import type { Room, RoomRequest, ViewerClaims } from '@deskgraph/kit';
import { anyone, may, type Rules } from '../src/rules/index.js';

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

const accountsSdl = `${federation}
  type Query { me: User }
  type User @key(fields: "id") { id: ID! name: String, nickname: String }
`;

const ticketingSdl = `${federation}
  type Query { tickets(people: [ID!]!): [Ticket!], broken(how: How!): String, slow(ms: Int!): String }
  enum How { CODED UNCODED NOUN NODE }
  type Mutation { ticketRename(input: TicketRenameInput!): Ticket }
  input TicketRenameInput { id: ID!, subject: String! }
  type Subscription { ticketChanged(id: ID!): Ticket }
  type Ticket @key(fields: "id") { id: ID!, subject: String, requester: User }
  type User @key(fields: "id", resolvable: false) { id: ID! }
`;

/** Open to everybody, but for nicknames: the guard has tests of its own. */
export const rules: Rules = {
  Query: { '*': anyone },
  Mutation: { '*': anyone },
  Subscription: { '*': anyone },
  Ticket: { '*': anyone },
  User: { '*': anyone, nickname: may('nickname.read') },
};

/** The organization of everybody below. */
export const organizationId = '0198c0de-0000-7000-8000-00000000000a';

/** Whose credentials the accounts room knows. */
export const agent = claims('agent', 'session-1', 'SESSION', ['ticket.read']);
export const admin = claims('admin', 'session-2', 'SESSION', ['ticket.read', 'health.read']);
export const partner = claims('partner', 'key-1', 'API_KEY', ['ticket.read']);

function claims(role: string, credentialId: string, credential: ViewerClaims['credential'], permissions: string[]): ViewerClaims {
  const rest = { expiresAt: null, scopes: null, plan: 'base', impersonatorId: null, secondFactor: false, organizationState: 'ACTIVE' } as const;
  return { id: `user-${role}`, memberId: `member-${role}`, organizationId, role, permissions, credential, credentialId, ...rest };
}

/** A small room that remembers what it was asked and can be taken down. */
export interface SmallRoom extends Room {
  readonly asked: RoomRequest[];
  readonly fetched: { url: string; method: string; headers: Headers; body: string }[];
  down: boolean;
}

function smallRoom(
  name: string,
  sdl: string,
  resolvers: object,
  answer: (request: Request, path: string, body: string) => Response | Promise<Response>,
): SmallRoom {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const room: SmallRoom = {
    name,
    sdl,
    asked: [],
    fetched: [],
    down: false,
    async execute(request) {
      room.asked.push(request);
      if (room.down) throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
      const { query, variables, operationName, viewer } = request;
      const result: ExecutionResult = await execute({
        schema,
        document: parse(query),
        variableValues: variables,
        operationName,
        contextValue: { viewer },
      });
      return { result, statements: 2 };
    },
    async fetch(request) {
      if (room.down) throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
      const { url, method, headers } = request;
      const body = await request.text();
      room.fetched.push({ url, method, headers, body });
      return answer(request, new URL(url).pathname, body);
    },
  };
  return room;
}

/** Knows three credentials, and answers under /auth. */
export function openAccounts(): SmallRoom {
  const viewers: Record<string, ViewerClaims> = {
    'deskgraph_session=agent': agent,
    'deskgraph_session=admin': admin,
    'Bearer dgk_partner': partner,
  };
  const people = {
    Query: { me: (_root: unknown, _args: unknown, { viewer }: { viewer: ViewerClaims | null }) => viewer && { id: viewer.id } },
    User: {
      __resolveReference: ({ id }: { id: string }) =>
        id === 'gone' ? new GraphQLError('No such person.', { extensions: { code: 'NOT_FOUND' } }) : { id },
      name: ({ id }: { id: string }) => `Name of ${id}`,
      nickname: () => null,
    },
  };
  return smallRoom('accounts', accountsSdl, people, (_request, path, body) => {
    if (path === '/internal/viewer') {
      const { cookie, authorization, organizationId: active } = JSON.parse(body) as Record<string, string>;
      const found = viewers[authorization ?? cookie ?? ''];
      if (!found) return Response.json({ viewer: null, reason: 'UNAUTHENTICATED' });
      return Response.json(active && active !== organizationId ? { viewer: null, reason: 'FORBIDDEN' } : { viewer: found });
    }
    const headers = new Headers({
      'content-type': 'application/json',
      'x-frame-options': 'ALLOWALL',
      connection: 'keep-alive',
      'x-powered-by': 'room',
    });
    headers.append('set-cookie', 'deskgraph_session=new; Path=/; HttpOnly');
    headers.append('set-cookie', 'second=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT');
    return path === '/auth/nowhere'
      ? new Response(JSON.stringify({ error: { code: 'NOT_FOUND', message: 'There is nothing here.' } }), { status: 404, headers })
      : new Response(JSON.stringify({ ok: true }), { status: 200, headers });
  });
}

/** Points at people it does not know, and fails in every way a room can. */
export function openTicketing(): SmallRoom {
  const failures: Record<string, () => unknown> = {
    CODED: () => new GraphQLError('This ticket is not yours.', { extensions: { code: 'FORBIDDEN', field: 'id' } }),
    UNCODED: () => new Error('relation "ticketing.ticket" does not exist at /srv/secret.ts:12'),
    NOUN: () => new GraphQLError('It is merged.', { extensions: { code: 'TICKET_ALREADY_MERGED' } }),
    NODE: () =>
      new GraphQLError('read ECONNRESET 10.0.0.7', { extensions: { code: 'ECONNRESET', exception: { stacktrace: ['at secret.ts'] } } }),
  };
  const tickets = {
    Query: {
      tickets: (_root: unknown, { people }: { people: string[] }) =>
        people.map((id, index) => ({ id: `t${index}`, subject: `Ticket ${index}`, requester: { __typename: 'User', id } })),
      broken: (_root: unknown, { how }: { how: string }) => failures[how]?.(),
      slow: (_root: unknown, { ms }: { ms: number }) => new Promise(resolve => setTimeout(resolve, ms, 'done')),
    },
    Mutation: { ticketRename: (_root: unknown, { input }: { input: { id: string; subject: string } }) => input },
    Ticket: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
  };
  return smallRoom('ticketing', ticketingSdl, tickets, async (request, _path, body) =>
    Response.json({ bytes: Buffer.from(body).length, type: request.headers.get('content-type') }),
  );
}

/** Composes the rooms; throws with the composer's words. */
export function compose(rooms: readonly Room[]): string {
  const result = composeServices(rooms.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })));
  if (result.errors) throw new Error(result.errors.map(String).join('\n'));
  return result.supergraphSdl;
}
