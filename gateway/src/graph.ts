import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Log, Room } from '@deskgraph/kit';
import type { GatewayContext } from './context.js';
import { openExecutor } from './executor.js';
import type { Metrics } from './metrics.js';
import { openSource } from './sources.js';
import { refuseTelemetry } from './telemetry.js';
import { teachScalars } from './variables.js';

/** The one graph: what clients see, and the planner that answers it out of the rooms. */
export interface Graph {
  readonly apiSchema: GraphQLSchema;
  readonly gateway: ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
}

/** Loads the supergraph over the rooms. Throws when a subgraph has no room. */
export async function openGraph(options: {
  supergraph: string;
  rooms: readonly Room[];
  log: Log;
  metrics: Metrics;
  timeoutMs: number;
}): Promise<Graph> {
  const sources = new Map(options.rooms.map(room => [room.name, openSource(room, options)]));
  refuseTelemetry();
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraph,
    buildService({ name }) {
      const ask = sources.get(name);
      if (!ask) throw new Error(`The supergraph names the subgraph ${name}, and no room of that name is open.`);
      return { process: ({ request: { query = '', variables }, context }) => ask(context as GatewayContext, { query, variables }) };
    },
    logger: quietLogger(options.log),
    validateSupergraph: false, // composition did, and a test holds the committed file to it
    __exposeQueryPlanExperimental: false,
  });
  await gateway.load();
  const { schema: apiSchema } = gateway;
  if (!apiSchema) throw new Error('The supergraph gave no schema.');
  teachScalars(apiSchema);
  const executor = openExecutor(gateway, apiSchema, sources);

  // Apollo Server wants to load its gateway itself, and only once; but the guard needs the schema before there is a server
  let tell: ((schemas: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) | undefined;
  return {
    apiSchema,
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        tell = callback;
        return () => (tell = undefined);
      },
      async load() {
        tell?.({ apiSchema, coreSupergraphSdl: options.supergraph });
        return { executor };
      },
      stop: () => gateway.stop(),
    },
  };
}

/** Apollo's own words at debug level; its warnings as warnings. */
export function quietLogger(log: Log) {
  return {
    debug: () => undefined,
    info: (message: unknown) => log.debug({ from: 'apollo' }, String(message)),
    warn: (message: unknown) => log.warn({ from: 'apollo' }, String(message)),
    error: (message: unknown) => log.error({ from: 'apollo' }, String(message)),
  };
}
