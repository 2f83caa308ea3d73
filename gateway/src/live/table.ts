import { isObjectType, type GraphQLSchema } from 'graphql';
import type { Viewer } from '@deskgraph/kit';

/**
 * How a subscription is answered. `one`: a thing by its id, asked again under a query of the same type whenever something of these nouns
 * happened to it. `note`: the event itself, as an object with the `id` of its subject, for whom it is about.
 */
export type Subscription =
  | { readonly kind: 'one'; readonly query: string; readonly nouns: readonly string[] }
  | { readonly kind: 'note'; readonly topics: readonly string[]; readonly about: (viewer: Viewer) => string };

/** Subscriptions by their field. */
export type Subscriptions = Readonly<Record<string, Subscription>>;

/** Whether an event is news for a subscription. */
export function isNews(subscription: Subscription, topic: string): boolean {
  return subscription.kind === 'note' ? subscription.topics.includes(topic) : subscription.nouns.includes(topic.slice(0, topic.indexOf('.')));
}

/** What is wrong with a table for this schema, one sentence each; empty when it may be served. */
export function checkSubscriptions(schema: GraphQLSchema, table: Subscriptions): string[] {
  const declared = schema.getSubscriptionType()?.getFields() ?? {};
  const queries = schema.getQueryType()?.getFields() ?? {};
  const missing = Object.keys(declared).filter(name => !Object.hasOwn(table, name));
  const faults = Object.entries(table).flatMap(([name, subscription]) => {
    const field = declared[name];
    if (!field) return [`There is an answer for the subscription ${name}, and no such field.`];
    const args = field.args.map(argument => `${argument.name}: ${String(argument.type)}`).sort();
    if (subscription.kind === 'note') {
      const fits = isObjectType(field.type) && Object.keys(field.type.getFields()).join() === 'id' && args.join() === 'after: String';
      return fits ? [] : [`${name} tells of events: its type has the one field id, its one argument is after: String.`];
    }
    const query = queries[subscription.query];
    const sameType = query !== undefined && String(query.type) === String(field.type);
    const sameArguments = args.join() === 'after: String,id: ID!' && query?.args.map(argument => `${argument.name}: ${String(argument.type)}`).join() === 'id: ID!';
    return sameType && sameArguments ? [] : [`${name} is asked again as ${subscription.query}: both answer one type, by id: ID!, and ${name} takes after: String.`];
  });
  return [...missing.map(name => `The subscription ${name} has no answer in the table.`), ...faults];
}
