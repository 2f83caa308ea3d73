import { expect, it } from '@jest/globals';
import { buildSchema, GraphQLError, type GraphQLScalarType } from 'graphql';
import { openRoom } from './room.js';

const schema = buildSchema('scalar Day type Query { next(day: Day): String odd: String }');
const noDay = () => {
  throw new TypeError('That is no day.');
};
Object.assign(schema.getType('Day') as GraphQLScalarType, { parseValue: noDay, parseLiteral: noDay });
Object.assign(schema.getQueryType()?.getFields().odd as object, {
  resolve: () => {
    throw new GraphQLError('Odd.');
  },
});
const tools = { log: { child: () => ({}) } };
const databases = { own: { createQueryRunner: () => ({ connect: () => undefined, query: () => undefined, release: () => undefined }), destroy: () => undefined }, named: {} };
const room = openRoom({ name: 'days', build: () => ({ sdl: '', schema }) } as never, databases as never, tools as never);
const codesOf = async (query: string, variables = {}) => {
  const { result } = await room.execute({ query, variables, viewer: null, requestId: 'test' });
  return result.errors?.map(({ extensions }) => extensions.code);
};

it('calls a variable or an argument of the wrong form the client\'s fault, and nothing else', async () => {
  expect(await codesOf('query ($day: Day) { next(day: $day) }', { day: 'x' })).toEqual(['BAD_USER_INPUT']);
  expect(await codesOf('{ next(day: "x") }')).toEqual(['BAD_USER_INPUT']);
  expect(await codesOf('{ odd }')).toEqual([undefined]);
});
