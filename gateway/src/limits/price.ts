import { getNamedType, getNullableType, isCompositeType, isListType, Kind } from 'graphql';
import type { FieldNode, GraphQLCompositeType, GraphQLField, OperationDefinitionNode, ValueNode } from 'graphql';
import { lengths, searches } from './figures.js';

/** What a field costs: `own`, and `times` what it holds. */
export interface Price {
  readonly own: number;
  readonly times: number;
}

/** How many items a page holds, as asked; null for a field that is no page. */
export type Pages = (node: FieldNode) => number | null;

/** What each field at the root costs more. */
export const rootCost = { query: 1, mutation: 10, subscription: 1 };

const pageSize = 25;
const largestPage = 100;
const introspection: Price = { own: 500, times: 0 };

/** The operation that runs: the one of this name, or the only one. */
export function namedIn(operations: readonly OperationDefinitionNode[], name: string | null | undefined): OperationDefinitionNode | undefined {
  return operations.find(it => (name == null ? operations.length === 1 : it.name?.value === name));
}

/** A variable as it was sent; undefined where it was not, whatever it is called. */
export const variableOf = (variables: Readonly<Record<string, unknown>>, name: string): unknown => (Object.hasOwn(variables, name) ? variables[name] : undefined);

/** The sizes of the pages of an operation, its variables and their defaults looked up. */
export function pageSizes(operation: OperationDefinitionNode | undefined, variables: Readonly<Record<string, unknown>>): Pages {
  const defaults = new Map(operation?.variableDefinitions?.map(it => [it.variable.name.value, it.defaultValue]));
  const numberOf = (value: ValueNode | undefined): unknown => {
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return undefined;
    return variableOf(variables, value.name.value) ?? numberOf(defaults.get(value.name.value));
  };
  return node => {
    const size = numberOf(node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value);
    return typeof size === 'number' ? Math.min(Math.max(size, 1), largestPage) : null;
  };
}

/** The price of a field; `definition` is what the schema says of it, if it knows it. See `measure` for the figures. */
export function priceOf(node: FieldNode, definition: GraphQLField<unknown, unknown> | undefined, parent: GraphQLCompositeType | undefined, pages: Pages): Price {
  const { value: name } = node.name;
  if (name === '__schema' || name === '__type') return introspection;
  const { own, times } = answered(node, definition, parent, pages);
  return { own: own + (searches[`${parent?.name ?? ''}.${name}`] ?? 0), times };
}

function answered(node: FieldNode, definition: GraphQLField<unknown, unknown> | undefined, parent: GraphQLCompositeType | undefined, pages: Pages): Price {
  if (!definition || !isCompositeType(getNamedType(definition.type)) || parent?.name.startsWith('__')) return { own: 0, times: 0 };
  const isList = isListType(getNullableType(definition.type));
  const isPaged = definition.args.some(({ name }) => name === 'first' || name === 'last');
  if (!isPaged) {
    const length = isList && !isConnection(parent) ? (lengths[`${parent?.name ?? ''}.${node.name.value}`] ?? pageSize) : 1;
    return { own: length, times: length };
  }
  const unasked: unknown = definition.args.find(({ name }) => name === 'first')?.defaultValue;
  const size = pages(node) ?? (typeof unasked === 'number' ? unasked : pageSize);
  return { own: isList ? size : 1, times: size };
}

const isConnection = (type: GraphQLCompositeType | undefined) => type?.name.endsWith('Connection') ?? false;
