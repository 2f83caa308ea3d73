import type { GraphQLSchema } from 'graphql';
import type { MigrationInterface } from 'typeorm';
import type { Consumer } from './consumer.js';
import type { Context, PermissionCatalogue, Tools } from './context.js';
import type { FileKind } from './file-kind.js';
import { hookConsumer, type Hooks } from './hook.js';
import type { Job } from './job.js';
import type { Load } from './loader.js';
import { buildSubgraph } from './schema.js';

type Class<T = object> = new (...args: never[]) => T;

/** Answers what is not GraphQL: `/auth/*`, `/internal/*`. Null when the path is not its own. */
export type Door = (ctx: Context, request: Request) => Promise<Response | null>;

/** A room's table of contents. */
export interface SubgraphDefinition<Ports = unknown> {
  /** The room's name, its Postgres schema and its login. */
  readonly name: string;
  readonly entities: Class[];
  readonly migrations: Class<MigrationInterface>[];
  readonly resolvers: Class[];
  /** How other rooms' pointers to this room's entities are followed, by type name. */
  readonly references: Readonly<Record<string, Load<object>>>;
  /** The atoms this room's rules ask for, and the built-in roles that hold them. */
  readonly permissions: PermissionCatalogue;
  /** What it does when something happened, here or in another room, by `room.consumer`. */
  readonly consumers?: Readonly<Record<string, Consumer>>;
  /** What it does when a provider calls in at `/hooks/<room>/<connection>`, by provider. */
  readonly hooks?: Hooks<Ports>;
  readonly jobs?: Readonly<Record<string, Job<Ports>>>;
  /** The files it takes and gives at `/files/<room>/<token>`. */
  readonly files?: readonly FileKind[];
  /** Logins beside the room's own, for work before or across organizations. */
  readonly logins?: readonly string[];
  readonly door?: Door;
}

/** A definition with its schema: what the host composes and opens. */
export interface Subgraph<Ports = unknown> extends SubgraphDefinition<Ports> {
  /** The Federation 2 SDL and the executable schema; built once, on first use. */
  build(): { readonly sdl: string; readonly schema: GraphQLSchema };
}

/** Declares a room. */
export function defineSubgraph<Ports>(definition: SubgraphDefinition<Ports>): Subgraph<Ports> {
  let built: ReturnType<typeof buildSubgraph> | undefined;
  const { name, hooks, consumers } = definition;
  const hearing = hooks ? { [`${name}.hooks`]: hookConsumer(hooks) } : {};
  return { ...definition, consumers: { ...consumers, ...hearing }, build: () => (built ??= buildSubgraph(definition)) };
}

export type { Tools };
