import { GraphQLError } from 'graphql';

/** What the two subgraphs did. */
export interface Effects {
  /** Tickets closed, by id and in order. */
  readonly closed: string[];
  /** Resolvers that read something worth protecting. */
  readonly reads: string[];
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@external", "@shareable"])';

/** Tickets, and things that look like tickets. */
export const tickets = `
  ${link}
  interface Node { id: ID! title: String related: [Node!] owner: Person }
  union Found = Ticket | Note
  type Query {
    ticket(id: ID!): Ticket
    tickets(first: Int, filter: Filter): TicketConnection
    board: [[Node]]
    nodes(first: Int): [Node!]
    find(text: String): [Found!]
    failing: String
    settings: Settings
  }
  input Filter { text: String labels: [String!] and: [Filter!] }
  type TicketConnection { nodes: [Ticket!]! totalCount: Int! }
  type Ticket implements Node @key(fields: "id") {
    id: ID! title: String secret: String note(id: Int = 1): String broken: String
    related: [Node!] owner: Person strict: Strict strictList: [Strict!]
  }
  type Strict { id: ID! locked: String! }
  type Note implements Node @key(fields: "id") { id: ID! title: String related: [Node!] owner: Person body: String }
  type Draft implements Node { id: ID! title: String related: [Node!] owner: Person }
  type Person @key(fields: "id") { id: ID! }
  type Settings { theme: String token: String unruled: String thrown: String unsure: String }
  type Mutation { ticketClose(id: ID!): Ticket ticketOpen(id: ID!): Ticket settingsReset: Settings }
  type Subscription { ticketChanged(id: ID!): Ticket }
`;

/** People, joined to tickets by id. */
export const people = `
  ${link}
  type Person @key(fields: "id") { id: ID! name: String email: String manager: Person }
  type Query { me: Person }
`;

interface Row { __typename: 'Ticket' | 'Note'; id: string; title: string }

const rows: Row[] = [
  { __typename: 'Ticket', id: 't1', title: 'Lost parcel' },
  { __typename: 'Note', id: 'n1', title: 'Call back' },
  { __typename: 'Ticket', id: 't2', title: 'Wrong size' },
];
const byId = (id: string) => rows.find(row => row.id === id) ?? null;
const related = ({ id }: Row) => rows.filter(row => row.id !== id);
const owner = ({ id }: Row) => ({ __typename: 'Person', id: `p-${id}` });

/** Resolvers that count what they do. */
export function ticketsResolvers({ closed, reads }: Effects) {
  const close = (id: string) => { closed.push(id); return byId(id); };
  return {
    Query: {
      ticket: (_: unknown, { id }: { id: string }) => byId(id),
      tickets: () => ({ nodes: rows.filter(row => row.__typename === 'Ticket'), totalCount: 2 }),
      board: () => [[rows[0], rows[1]], null, [null, rows[2]]],
      nodes: () => rows,
      find: () => rows,
      failing: () => { throw new GraphQLError('the shelf is empty', { extensions: { code: 'EMPTY' } }); },
      settings: () => ({ theme: null, unruled: 'u', thrown: 't', unsure: 'u', token: () => { reads.push('token'); return 'shh'; } }),
    },
    Ticket: {
      __resolveReference: ({ id }: { id: string }) => byId(id),
      secret: ({ id }: Row) => { reads.push(`secret ${id}`); return `secret of ${id}`; },
      note: (row: Row, { id }: { id: number }) => { reads.push(`note ${id}`); return `note ${id} of ${row.id}`; },
      broken: () => { throw new GraphQLError('broken', { extensions: { code: 'BROKEN' } }); },
      related, owner,
      strict: ({ id }: Row) => ({ id: `s-${id}`, locked: 'yes' }),
      strictList: ({ id }: Row) => [{ id: `s-${id}`, locked: 'yes' }],
    },
    Note: { related, owner, body: ({ id }: Row) => { reads.push(`body ${id}`); return `body of ${id}`; } },
    Node: { __resolveType: (row: Row) => row.__typename },
    Found: { __resolveType: (row: Row) => row.__typename },
    Mutation: {
      ticketClose: (_: unknown, { id }: { id: string }) => close(id),
      ticketOpen: (_: unknown, { id }: { id: string }) => { closed.push(`-${id}`); return byId(id); },
      settingsReset: () => { closed.push('settings'); return { theme: 'plain' }; },
    },
  };
}

/** Everybody is called after their id. */
export function peopleResolvers({ reads }: Effects) {
  const person = (id: string) => ({ id, name: `name of ${id}`, email: () => { reads.push(`email ${id}`); return `${id}@example.com`; } });
  return {
    Query: { me: () => person('me') },
    Person: {
      __resolveReference: ({ id }: { id: string }) => person(id),
      manager: ({ id }: { id: string }) => (id.length > 20 ? null : person(`boss of ${id}`)),
    },
  };
}
