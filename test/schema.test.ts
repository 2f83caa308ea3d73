import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse } from '@deskgraph/testing';
import { buildSchema, getNullableType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, type GraphQLField, type GraphQLInputField, type GraphQLNamedType, type GraphQLNullableType } from 'graphql';

let files: Record<string, string>;
let types: GraphQLNamedType[];
let table: { faults: string[]; asked: string[]; permissions: string[] };

beforeAll(async () => {
  const house = await openHouse();
  files = await house.inside('/schema');
  table = await house.inside('/rules');
  types = Object.values(buildSchema(files['api.graphql'] ?? '').getTypeMap()).filter(type => !type.name.startsWith('__') && !isSpecifiedScalarType(type));
});

describe('schema/', () => {
  it('says what the code says; `npm run schema` writes it', () => {
    const committed = Object.fromEntries(
      Object.keys(files).map(name => {
        const file = new URL(`../schema/${name}`, import.meta.url);
        return [name, existsSync(file) ? readFileSync(file, 'utf8') : ''];
      }),
    );

    expect(committed).toEqual(files);
  });
});

describe('every field of the graph', () => {
  it('has a rule that may be evaluated before planning', () => {
    expect(table.faults).toEqual([]);
  });

  it('asks only for permissions that some room declares', () => {
    expect(table.asked.filter(atom => !table.permissions.includes(atom))).toEqual([]);
    expect(table.asked.length).toBeGreaterThan(0);
  });

  it('is described, with its arguments, inputs and values', () => {
    expect(types.flatMap(undescribed)).toEqual([]);
  });
});

/** Versions go by their number, companies by their name, and hits by how well they fit. */
const inOneOrder = ['articleVersions', 'companies', 'knowledgeSearch'];

describe('every list', () => {
  it('is filtered, ordered and read in pages', () => {
    const lists = types.filter(type => isObjectType(type)).filter(({ name }) => name === 'Query').flatMap(type => Object.values(type.getFields()).filter(field => isConnection(getNullableType(field.type)))).filter(({ name }) => !inOneOrder.includes(name));
    const bare = lists.filter(({ args }) => !['after', 'filter', 'first', 'orderBy'].every(name => args.some(argument => argument.name === name)));

    expect(bare.map(({ name }) => name)).toEqual([]);
    expect(lists.length).toBeGreaterThan(8);
  });
});

/** Whether a type is a page of rows: the `Connection` to a provider is none. */
function isConnection(type: GraphQLNullableType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();
}

/** Every part of a type that has no description. */
function undescribed(type: GraphQLNamedType): string[] {
  const own = type.description || ['Query', 'Mutation', 'Subscription'].includes(type.name) ? [] : [type.name];
  if (isEnumType(type)) return [...own, ...type.getValues().filter(value => !value.description).map(value => `${type.name}.${value.name}`)];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return own;
  const fields = Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields());
  const bare = fields.filter(field => !field.description).map(field => `${type.name}.${field.name}`);
  const args = fields.flatMap(field => ('args' in field ? field.args.filter(argument => !argument.description).map(argument => `${type.name}.${field.name}(${argument.name})`) : []));
  return [...own, ...bare, ...args];
}
