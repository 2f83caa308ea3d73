import { expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { checkSubscriptions, type Subscription } from './table.js';

const schema = buildSchema(`
  type Query {
    ticket(id: ID!): Ticket
    tickets(filter: TicketFilter, first: Int! = 25, after: String): TicketConnection
    ticketFigures(from: String!, zone: String! = "UTC"): Figures
    orders(filter: OrderFilter, first: Int! = 25, after: String): OrderConnection
  }
  type Subscription {
    ticketChanged(id: ID!, after: String): Ticket
    caseChanged(ticketId: ID!, after: String): Ticket
    ticketsChanged(filter: TicketFilter, after: String): TicketChange
    ordersChanged(filter: OrderFilter, after: String): OrderChange
    figuresChanged(from: String!, zone: String! = "UTC", after: String): Figures
    loose(filter: TicketFilter, after: String): Loose
  }
  enum ChangeKind { ENTERED CHANGED LEFT }
  type Ticket { id: ID!, subject: String, customer: Customer }
  type Customer { id: ID!, orders: [Order!] }
  type Order { id: ID! }
  type TicketConnection { nodes: [Ticket!]! }
  type OrderConnection { nodes: [Order!]! }
  input TicketFilter { ids: [ID!] }
  input OrderFilter { state: String }
  type TicketChange { id: ID!, kind: ChangeKind!, ticket: Ticket }
  type OrderChange { id: ID!, kind: ChangeKind!, order: Order }
  type Figures { count: Int }
  type Loose { id: ID!, kind: String!, ticket: Ticket }
`);
const fits: Record<string, Subscription> = {
  ticketChanged: { kind: 'one', query: 'ticket', nouns: ['ticket'] },
  caseChanged: { kind: 'one', query: 'ticket', argument: 'ticketId', follows: ['customer', 'customer.orders'], nouns: ['ticket', 'order'] },
  ticketsChanged: { kind: 'list', query: 'tickets', noun: 'ticket', nouns: ['ticket'] },
  figuresChanged: { kind: 'whole', query: 'ticketFigures', nouns: ['ticket'] },
};
const faultsOf = (name: string, subscription: Subscription): string[] => checkSubscriptions(schema, { [name]: subscription }).filter(fault => !fault.includes('has no answer in the table'));

it.each(Object.entries(fits))('%s fits', (name, subscription) => {
  expect(faultsOf(name, subscription)).toEqual([]);
});

it.each<[string, string, Subscription, RegExp]>([
  ['no such field', 'nothingChanged', { kind: 'one', query: 'ticket', nouns: [] }, /no such field/],
  ['an argument of another name', 'caseChanged', { kind: 'one', query: 'ticket', nouns: [] }, /takes id: ID!/],
  ['a query of another type', 'ticketChanged', { kind: 'one', query: 'tickets', nouns: [] }, /both answer one type/],
  ['a path that leads nowhere', 'ticketChanged', { kind: 'one', query: 'ticket', follows: ['company'], nouns: [] }, /follows company, and there is no id/],
  ['a path that ends in no thing', 'ticketChanged', { kind: 'one', query: 'ticket', follows: ['subject'], nouns: [] }, /follows subject/],
  ['a whole of other arguments', 'ticketsChanged', { kind: 'whole', query: 'tickets', nouns: [] }, /both answer one type by the same arguments/],
  ['another noun in the list', 'ticketsChanged', { kind: 'list', query: 'tickets', noun: 'order', nouns: [] }, /has the fields id: ID!, kind: ChangeKind! and order/],
  ['a kind that is none', 'loose', { kind: 'list', query: 'tickets', noun: 'ticket', nouns: [] }, /kind: ChangeKind!/],
  ['a list of something else', 'ticketsChanged', { kind: 'list', query: 'orders', noun: 'ticket', nouns: [] }, /a connection of the same type/],
  ['a filter without ids', 'ordersChanged', { kind: 'list', query: 'orders', noun: 'order', nouns: [] }, /by ids: \[ID!\] in its filter/],
])('%s does not', (_what, name, subscription, fault) => {
  expect(faultsOf(name, subscription)).toEqual([expect.stringMatching(fault)]);
});
