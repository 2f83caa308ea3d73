import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, execute, getNamedType, GraphQLError, isAbstractType, isCompositeType, parse, printSchema } from 'graphql';
import type { FormattedExecutionResult, GraphQLCompositeType, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { openSmallHouse, someone } from '../test/house.js';
import type { SmallHouse } from '../test/house.js';
import { rules } from '../test/rules.js';
import { guard } from './guard.js';

/** The same rules once more, in the plainest words. */
const needed: Readonly<Record<string, string>> = {
  'Query.settings': 'settings.read', 'Ticket.secret': 'ticket.secret', 'Ticket.related': 'ticket.related', 'Note.body': 'note.body',
  'Note.title': 'note.title', 'Draft.related': 'draft.related', 'Strict.locked': 'strict.read', 'Person.email': 'person.email',
  'Settings.token': 'settings.token', 'Ticket.note': 'note.any',
};
const everything = Object.values(needed);
/** What the subgraphs write down when they read a field, and who may have it read. */
const reading: Readonly<Record<string, string>> = {
  secret: 'ticket.secret', body: 'note.body', email: 'person.email', token: 'settings.token', 'note 2': 'note.any',
};
const left = new Set(['Query.failing', 'Query.me', 'Ticket.broken', 'Settings.unruled', 'Settings.thrown', 'Settings.unsure']);

let house: SmallHouse;
beforeAll(async () => { house = await openSmallHouse({ plugins: [guard({ rules })] }); });
afterAll(async () => { await house[Symbol.asyncDispose](); });

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    return (((mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed))) ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A valid operation that asks for `__typename` everywhere, so that its full answer can be completed again. */
function operation(schema: GraphQLSchema, next: () => number): string {
  let aliases = 0;
  const fragments: string[] = [];
  const condition = () => (next() < 0.15 ? (next() < 0.5 ? ' @include(if: $yes)' : ' @skip(if: $yes)') : '');
  const spread = (type: GraphQLCompositeType, depth: number): string => {
    if (next() < 0.5) return `... on ${type.name}${condition()} ${selections(type, depth)}`;
    const name = `F${fragments.push('')}`;
    fragments[Number(name.slice(1)) - 1] = `fragment ${name} on ${type.name} ${selections(type, depth)}`;
    return `...${name}${condition()}`;
  };
  const fields = (type: GraphQLCompositeType, depth: number): string[] =>
    ('getFields' in type ? Object.values(type.getFields()) : []).filter(({ name }) => !left.has(`${type.name}.${name}`)).flatMap(field => {
      const returned = getNamedType(field.type);
      if (next() < 0.45 || (isCompositeType(returned) && depth === 0)) return [];
      const args = field.name === 'note' ? `(id: ${next() < 0.5 ? '1' : '$two'})` : field.name === 'ticket' ? '(id: "t1")' : '';
      const alias = args || next() < 0.3 ? `x${(aliases += 1)}: ` : '';
      const merged = isCompositeType(returned) ? ` ${selections(returned, depth - 1)}` : '';
      return [`${alias}${field.name}${args}${condition()}${merged}`];
    });
  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const narrower = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const spreads = depth > 0 ? narrower.filter(() => next() < 0.4).map(one => spread(one, depth - 1)) : [];
    return `{ __typename ${[...fields(type, depth), ...spreads].join(' ')} }`;
  };
  const root = selections(schema.getQueryType()!, 4);
  const body = `${root} ${fragments.join(' ')}`;
  const declared = ['$yes: Boolean = true', '$two: Int = 2'].filter(variable => body.includes(variable.slice(0, 4)));
  return `query Random${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`;
}

/** What graphql-js answers over the full data when the denied fields throw. */
function expected(schema: GraphQLSchema, query: string, full: unknown, held: ReadonlySet<string>): FormattedExecutionResult {
  type Resolver = GraphQLFieldResolver<Record<string, unknown>, unknown, { id?: number }>;
  const fieldResolver: Resolver = (source, args, _context, { parentType, fieldName, path }) => {
    const permission = needed[`${parentType.name}.${fieldName}`];
    const free = permission === undefined || held.has(permission) || (fieldName === 'note' && args.id === 1);
    if (!free) throw new GraphQLError(`This field needs the permission ${permission}.`, { extensions: { code: 'FORBIDDEN', permission } });
    return source[path.key];
  };
  const typeResolver = (value: { __typename: string }) => value.__typename;
  const result = execute({ schema, document: parse(query), rootValue: full, fieldResolver, typeResolver });
  return JSON.parse(JSON.stringify(result)) as FormattedExecutionResult;
}

describe('the guard', () => {
  it('answers 120 random operations as graphql-js would if the denied fields threw, and has none of those read', async () => {
    const schema = buildSchema(printSchema(house.schema)); // Apollo Server instruments its own
    let denied = 0;
    for (let seed = 1; seed <= 120; seed += 1) {
      const next = random(seed);
      const query = operation(house.schema, next);
      const held = everything.filter(() => next() < 0.5);
      const full = await house.ask(someone(...everything), query);
      house.forget();
      const answer = await house.ask(someone(...held), query);
      const wanted = expected(schema, query, full.data, new Set(held));

      const forbidden = Object.keys(reading).filter(field => !held.includes(reading[field] ?? ''));
      const errors = wanted.errors ?? [];
      denied += errors.length;
      expect({ seed, query, errors: full.errors }).toEqual({ seed, query, errors: undefined });
      expect({ seed, data: answer.data }).toEqual({ seed, data: wanted.data });
      expect({ seed, errors: answer.errors ?? [] }).toEqual({ seed, errors: errors.slice(0, 50) });
      expect(house.effects.reads.filter(read => forbidden.some(field => read.startsWith(field)))).toEqual([]);
    }
    expect(denied).toBeGreaterThan(500);
  }, 60_000);
});
