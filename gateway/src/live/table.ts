import { getNamedType, getNullableType, isInputObjectType, isListType, isObjectType, type GraphQLField, type GraphQLFieldMap, type GraphQLSchema } from 'graphql';
import type { Viewer } from '@deskgraph/kit';

/** A thing by its id, asked again under a query of the same type whenever something of these nouns happened to it. */
export interface OneSubscription {
  readonly kind: 'one';
  readonly query: string;
  readonly nouns: readonly string[];
  /** What its argument is called, where not `id`. */
  readonly argument?: string;
  /** Fields of the answer, or paths of them such as `order.customer`: what happened to those they lead to is news as well. */
  readonly follows?: readonly string[];
}

/**
 * The things of a list that something happened to, asked for under the list's query, by `ids` in its filter. `noun` is what one of them is
 * called, in the change that is told and in topics. Events of further nouns are news of what they relate to.
 */
export interface ListSubscription {
  readonly kind: 'list';
  readonly query: string;
  readonly noun: string;
  readonly nouns: readonly string[];
}

/** A question about all there is of these nouns, asked again under a query of the same type and arguments whenever something happened to any, once a second at most. */
export interface WholeSubscription {
  readonly kind: 'whole';
  readonly query: string;
  readonly nouns: readonly string[];
}

/** The event itself, as an object with the `id` of its subject, for whom it is about. */
export interface NoteSubscription {
  readonly kind: 'note';
  readonly topics: readonly string[];
  readonly about: (viewer: Viewer) => string;
}

/** How a subscription is answered. */
export type Subscription = OneSubscription | WholeSubscription | ListSubscription | NoteSubscription;

/** Subscriptions by their field. */
export type Subscriptions = Readonly<Record<string, Subscription>>;

/** The noun of a topic. */
export const nounOf = (topic: string): string => topic.slice(0, topic.indexOf('.'));

/** Whether an event is news for a subscription. */
export function isNews(subscription: Subscription, topic: string): boolean {
  return subscription.kind === 'note' ? subscription.topics.includes(topic) : subscription.nouns.includes(nounOf(topic));
}

/** What is wrong with a table for this schema, one sentence each; empty when it may be served. */
export function checkSubscriptions(schema: GraphQLSchema, table: Subscriptions): string[] {
  const declared = schema.getSubscriptionType()?.getFields() ?? {};
  const queries = schema.getQueryType()?.getFields() ?? {};
  const missing = Object.keys(declared).filter(name => !Object.hasOwn(table, name));
  const faults = Object.entries(table).flatMap(([name, subscription]) => {
    const field = declared[name];
    if (!field) return [`There is an answer for the subscription ${name}, and no such field.`];
    const fault = { one: checkOne, whole: checkWhole, list: checkList, note: checkNote }[subscription.kind](field, subscription as never, queries);
    return fault === null ? [] : [`${name} ${fault}`];
  });
  return [...missing.map(name => `The subscription ${name} has no answer in the table.`), ...faults];
}

type Field = GraphQLField<unknown, unknown>;
type Queries = GraphQLFieldMap<unknown, unknown>;

const argumentsOf = ({ args }: Field): string => args.map(argument => `${argument.name}: ${String(argument.type)}`).sort().join();

/** The fields of what a field answers. */
const fieldsOf = (field: Field | undefined): Queries => {
  const type = field && getNamedType(field.type);
  return isObjectType(type) ? type.getFields() : {};
};

function checkNote(field: Field): string | null {
  const fits = Object.keys(fieldsOf(field)).join() === 'id' && argumentsOf(field) === 'after: String';
  return fits ? null : 'tells of events: its type has the one field id, its one argument is after: String.';
}

function checkOne(field: Field, { query: name, argument = 'id', follows = [] }: OneSubscription, queries: Queries): string | null {
  const query = queries[name];
  const sameType = query !== undefined && String(query.type) === String(field.type);
  const sameArguments = argumentsOf(field) === ['after: String', `${argument}: ID!`].sort().join() && query !== undefined && argumentsOf(query) === 'id: ID!';
  if (!sameType || !sameArguments) return `is asked again as ${name}: both answer one type, by id: ID!, and it takes ${argument}: ID! and after: String.`;
  const lost = follows.find(path => !leadsToId(field, path.split('.')));
  return lost === undefined ? null : `follows ${lost}, and there is no id.`;
}

function checkWhole(field: Field, { query: name }: WholeSubscription, queries: Queries): string | null {
  const query = queries[name];
  const given = field.args.filter(argument => argument.name !== 'after');
  const fits = query !== undefined && String(query.type) === String(field.type) && argumentsOf({ ...field, args: given }) === argumentsOf(query) && argumentsOf(field).split(',').includes('after: String');
  return fits ? null : `is asked again as ${name}: both answer one type by the same arguments, and it takes after: String beside.`;
}

function leadsToId(field: Field | undefined, path: readonly string[]): boolean {
  return field !== undefined && path.every(name => (field = fieldsOf(field)[name]) !== undefined) && 'id' in fieldsOf(field);
}

function checkList(field: Field, { query: name, noun }: ListSubscription, queries: Queries): string | null {
  const told = fieldsOf(field);
  const row = String(told[noun]?.type);
  const shape = Object.values(told).map(({ name, type }) => `${name}: ${String(type)}`).sort().join();
  if (shape !== ['id: ID!', 'kind: ChangeKind!', `${noun}: ${row}`].sort().join()) return `tells of a list: its type has the fields id: ID!, kind: ChangeKind! and ${noun}, which may be null.`;

  const query = queries[name];
  const given = new Map(query?.args.map(argument => [argument.name, argument.type]));
  const filter = given.get('filter');
  const sameType = query !== undefined && String(fieldsOf(query).nodes?.type) === `[${row}!]!` && given.has('first') && given.has('after');
  const sameArguments = filter !== undefined && argumentsOf(field) === `after: String,filter: ${String(filter)}`;
  if (!sameType || !sameArguments) return `is asked again as ${name}: a connection of the same type with first, after and the same filter, and it takes filter and after: String.`;

  const ids = isInputObjectType(filter) ? filter.getFields().ids : undefined;
  return ids && isListType(getNullableType(ids.type)) && getNamedType(ids.type).name === 'ID' ? null : `is asked again as ${name}, by ids: [ID!] in its filter.`;
}
