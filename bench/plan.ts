import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { Room, ViewerClaims } from '@deskgraph/kit';
import { joined } from '../gateway/src/sources/joined.js';
import { dedupe } from '../gateway/src/sources.js';
import type { Question } from './case-queries.js';
import type { RoomFetch } from './load.js';

interface Asked {
  readonly room: string;
  readonly body: string;
  readonly began: number;
  ended: number;
}

/** What a gateway asks the rooms to answer a question, and in which order: recorded while it does so. */
export async function fetchesOf(question: Question, rooms: readonly Room[], viewer: ViewerClaims): Promise<RoomFetch[]> {
  const asked: Asked[] = [];
  let clock = 0;
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'),
    buildService({ name }): GraphQLDataSource {
      const room = rooms.find(other => other.name === name);
      const ask = joined(async (_request, { query, variables }) => {
        const batch = dedupe(variables);
        const one: Asked = { room: name, body: JSON.stringify({ query, variables: batch.variables }), began: clock++, ended: 0 };
        asked.push(one);
        if (!room) throw new Error(`There is no room ${name}.`);
        const { result } = await room.execute({ query, variables: batch.variables, viewer, requestId: 'bench' });
        one.ended = clock++;
        if (result.errors) throw new Error(JSON.stringify(result.errors));
        return { data: batch.spread(result.data) };
      });
      return { process: ({ request: { query = '', variables }, context }) => ask(context, { query, variables }) };
    },
  });
  const server = new ApolloServer({ gateway, stopOnTerminationSignals: false, nodeEnv: 'production' });
  await server.start();
  const { body } = await server.executeOperation({ query: question.query, variables: question.variables });
  await server.stop();
  if (body.kind !== 'single' || body.singleResult.errors) throw new Error(`The question was not answered: ${JSON.stringify(body)}`);
  return asked.map(({ room, body: text, began }) => ({ room, body: text, after: asked.flatMap((other, index) => (other.ended < began && other.ended > 0 ? [index] : [])) }));
}
