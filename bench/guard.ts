import { readFileSync } from 'node:fs';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { rules } from '@deskgraph/gateway';
import type { House } from '@deskgraph/host';
import { openLog, viewerOf, type ViewerClaims } from '@deskgraph/kit';
import { guard } from '../gateway/src/guard.js';
import { limits } from '../gateway/src/limits.js';
import type { GatewayContext } from '../gateway/src/context.js';
import { cpuPerCall, type Figure } from './table.js';

const query = `query Bench($first: Int!) {
  viewer { id name organization { id name state } role { key name permissions } permissions }
  members(first: $first) { totalCount nodes { id name state joinedAt role { id key name memberCount } viewerCan } pageInfo { hasNextPage endCursor } }
  roles { id key name description builtIn permissions }
}`;

/** What the guard and the limits add to an operation of about 30 fields, in CPU, beside the same gateway without them. */
export async function measureGuard(house: House, claims: ViewerClaims): Promise<Figure[]> {
  const bare = await serverOver(house, []);
  const guarded = await serverOver(house, [limits({ maxDepth: 12, maxAliases: 15, maxDirectives: 10, maxCost: 5000 }), guard({ rules })]);
  const denied: ViewerClaims = { ...claims, permissions: claims.permissions.filter(atom => atom !== 'role.read') };
  const us = await cpuPerCall({
    bare: () => ask(bare, claims),
    guarded: () => ask(guarded, claims),
    pruned: () => ask(guarded, denied),
  });
  await Promise.all([bare.stop(), guarded.stop()]);
  const figure = (what: string, value: number, goal: string): Figure => ({
    what, value: `${value.toFixed(0)} us`, peer: `without: ${us.bare.toFixed(0)} us`, ratio: `${(value / us.bare).toFixed(2)}x (${value < us.bare ? '' : '+'}${(value - us.bare).toFixed(0)} us)`, goal,
  });
  return [figure('CPU an operation, guard and limits on, all allowed', us.guarded, '<= 1.35x'), figure('CPU an operation, guard and limits on, part denied', us.pruned, '')];
}

async function serverOver(house: House, plugins: ApolloServerPlugin<GatewayContext>[]): Promise<ApolloServer<GatewayContext>> {
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'),
    buildService: ({ name }): GraphQLDataSource<GatewayContext> => ({
      process: async ({ request, context }) => {
        const room = house.rooms.find(({ subgraph }) => subgraph.name === name)?.room;
        if (!room) throw new Error(`There is no room ${name}.`);
        const viewer = (context as GatewayContext).viewer;
        return (await room.execute({ query: request.query ?? '', variables: request.variables, viewer, requestId: 'bench' })).result;
      },
    }),
  });
  const server = new ApolloServer<GatewayContext>({ gateway, plugins, stopOnTerminationSignals: false, nodeEnv: 'production' });
  await server.start();
  return server;
}

const log = openLog('silent');

async function ask(server: ApolloServer<GatewayContext>, claims: ViewerClaims): Promise<void> {
  const contextValue: GatewayContext = { viewer: viewerOf(claims), requestId: 'bench', log, cost: 0, trace: { fetches: 0, statements: 0 } };
  const { body } = await server.executeOperation({ query, variables: { first: 10 } }, { contextValue });
  if (body.kind !== 'single' || !body.singleResult.data) throw new Error('The bench operation failed.');
}
