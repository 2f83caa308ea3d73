import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { isObjectType, parse, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, getMetadataStorage, type NonEmptyArray, type PubSub } from 'type-graphql';
import { checkInput, storableText } from './input.js';
import { refusalOf, refusals } from './refusal.js';
import { mutations } from './verb.js';
import type { Context } from './context.js';
import type { Load } from './loader.js';

interface Parts {
  readonly resolvers: (new (...args: never[]) => object)[];
  readonly references: Readonly<Record<string, Load<object>>>;
}

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag", "@interfaceObject"])`;

/** The gateway delivers subscriptions; a room only declares them. */
const undelivered: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('Subscriptions are delivered by the gateway.');
  },
};

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** What a root field runs in. */
const watched = (resolve: Resolve): Resolve => (root, args: Record<string, unknown>, context, info) => {
  const action = { root, args, context, info };
  return mutations(action, () => refusals(action, async () => storableText(action, async () => resolve(root, args, context, info)) as Promise<unknown>));
};

/** What any other field runs in: refusals are told. As a middleware of type-graphql it would be five promises for each. */
const told = (resolve: Resolve): Resolve => (...asked) => {
  try {
    const value = resolve(...asked);
    return value instanceof Promise ? value.catch(tell) : value;
  } catch (error) {
    return tell(error);
  }
};
const tell = (error: unknown): never => {
  throw refusalOf(error);
};

/** The resolvers of a type with what they run in. */
function around(type: string, resolvers: Record<string, unknown>): Record<string, unknown> {
  const wrap = type === 'Query' || type === 'Mutation' ? watched : told;
  return Object.fromEntries(Object.entries(resolvers).map(([field, resolve]) => [field, typeof resolve === 'function' && !field.startsWith('__') ? wrap(resolve as Resolve) : resolve]));
}

/**
 * Lets graphql-js read what is a property of a row itself. type-graphql would make a call of its own of each, which is half of what a page of rows
 * costs.
 */
function readPropertiesPlainly(): void {
  for (const field of getMetadataStorage().fields) if (field.name === field.schemaName) field.simple ??= true;
}

/** Turns type-graphql classes into a Federation 2 subgraph. */
export function buildSubgraph({ resolvers, references }: Parts): { sdl: string; schema: GraphQLSchema } {
  readPropertiesPlainly();
  const plain = buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    validateFn: checkInput,
    pubSub: undelivered,
    skipCheck: true, // a subgraph alone may lack roots; composition checks the whole
  });
  const sdl = `${federation}\n\n${printSchemaWithDirectives(plain)}\n`;
  const map = Object.fromEntries(Object.entries(createResolversMap(plain) as Record<string, Record<string, unknown>>)
    .map(([type, resolvers]) => [type, isObjectType(plain.getType(type)) ? around(type, resolvers) : resolvers]));
  for (const [type, load] of Object.entries(references)) {
    map[type] = { ...map[type], __resolveReference: ({ id }: { id: string }, ctx: Context) => load(ctx).load(id) };
  }
  return { sdl, schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: map as never }]) };
}
