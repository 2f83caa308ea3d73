import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Viewer } from '@deskgraph/kit';
import { execute, parse } from 'graphql';
import type { ExecutionResult, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayContext } from '../src/context.js';
import { people, peopleResolvers, tickets, ticketsResolvers } from './subgraphs.js';
import type { Effects } from './subgraphs.js';

/** Somebody with these permissions. */
export function someone(...permissions: string[]): Viewer {
  return {
    id: 'u1', memberId: 'm1', organizationId: 'o1', organizationState: 'ACTIVE', role: 'agent', permissions, credential: 'SESSION',
    credentialId: 's1', expiresAt: null, scopes: null, plan: 'base', impersonatorId: null, secondFactor: false,
    may: permission => permissions.includes(permission),
  };
}

/** What a log was told. */
export interface Lines { readonly error: unknown[]; readonly info: unknown[] }

/** A request's context, with a log that remembers. */
export function contextOf(viewer: Viewer | null): GatewayContext & { lines: Lines } {
  const lines: Lines = { error: [], info: [] };
  const log = { error: (line: unknown) => lines.error.push(line), info: (line: unknown) => lines.info.push(line) } as unknown as Logger;
  return { viewer, requestId: 'r1', log, cost: 0, trace: { fetches: 0, statements: 0 }, lines };
}

/** A gateway over two subgraphs in this process, which writes down everything the subgraphs are asked. */
export interface SmallHouse extends AsyncDisposable {
  readonly schema: GraphQLSchema;
  readonly server: ApolloServer<GatewayContext>;
  /** `subgraph: query text`, in order, since `forget`. */
  readonly asked: string[];
  readonly effects: Effects;
  forget(): void;
  ask(viewer: Viewer | null, query: string, variables?: Record<string, unknown>, operationName?: string): Promise<FormattedExecutionResult>;
}

type Options = Pick<ApolloServerOptionsWithGateway<GatewayContext>, 'plugins' | 'parseOptions' | 'validationOptions'>;

/** Opens the house, behind these plugins. */
export async function openSmallHouse(options: Options): Promise<SmallHouse> {
  const effects: Effects = { closed: [], reads: [] };
  const rooms = [
    { name: 'tickets', url: 'local://tickets', typeDefs: parse(tickets), resolvers: ticketsResolvers(effects) },
    { name: 'people', url: 'local://people', typeDefs: parse(people), resolvers: peopleResolvers(effects) },
  ];
  const { supergraphSdl, errors } = composeServices(rooms);
  if (!supergraphSdl) throw new Error(errors?.map(error => error.message).join('\n'));

  const asked: string[] = [];
  const source = (name: string): GraphQLDataSource<GatewayContext> => {
    const schema = buildSubgraphSchema(rooms.filter(room => room.name === name));
    return {
      async process({ request: { query = '', variables } }: GraphQLDataSourceProcessOptions<GatewayContext>) {
        asked.push(`${name}: ${query}`);
        const result = await execute({ schema, document: parse(query), variableValues: variables ?? {} });
        return JSON.parse(JSON.stringify(result)) as ExecutionResult<Record<string, unknown>>;
      },
    };
  };
  const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ name }) => source(name), logger: quiet });
  const server = new ApolloServer<GatewayContext>({
    ...options, gateway, introspection: true, includeStacktraceInErrorResponses: false, stopOnTerminationSignals: false, logger: quiet,
  });
  await server.start();
  const { schema } = gateway;
  if (!schema) throw new Error('the gateway has no schema');
  return {
    schema,
    server,
    asked,
    effects,
    forget() { [asked, effects.closed, effects.reads].forEach(list => list.splice(0)); },
    async ask(viewer, query, variables, operationName) {
      const { body } = await server.executeOperation({ query, variables, operationName }, { contextValue: contextOf(viewer) });
      if (body.kind !== 'single') throw new Error('expected one result');
      return JSON.parse(JSON.stringify(body.singleResult)) as FormattedExecutionResult;
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
