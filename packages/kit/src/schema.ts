import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, getMetadataStorage, type MiddlewareFn, type NonEmptyArray, type PubSub } from 'type-graphql';
import { checkInput, storableText } from './input.js';
import { refusals } from './refusal.js';
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

/** What every resolver runs in: a root field in all three, any other only where refusals are told. Three middlewares would be three calls for each. */
const watched: MiddlewareFn<Context> = (action, next) => {
  const { name } = action.info.parentType;
  if (name !== 'Query' && name !== 'Mutation') return refusals(action, next);
  return mutations(action, () => refusals(action, async () => storableText(action, next) as Promise<unknown>));
};

/**
 * Lets graphql-js read what is a property of a row itself. type-graphql would send each of them through all middlewares, which is half of what a page of
 * rows costs; the middlewares are for what can refuse, and a property cannot.
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
    globalMiddlewares: [watched],
    pubSub: undelivered,
    skipCheck: true, // a subgraph alone may lack roots; composition checks the whole
  });
  const sdl = `${federation}\n\n${printSchemaWithDirectives(plain)}\n`;
  const map = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [type, load] of Object.entries(references)) {
    map[type] = { ...map[type], __resolveReference: ({ id }: { id: string }, ctx: Context) => load(ctx).load(id) };
  }
  return { sdl, schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: map as never }]) };
}
