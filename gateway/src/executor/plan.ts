import type { FetchNode, PlanNode, QueryPlanSelectionNode, SubscriptionNode } from '@apollo/query-planner';
import { GraphQLError, isAbstractType, isInterfaceType, isObjectType, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context.js';
import { isRecord } from '../record.js';
import type { Ask } from '../sources.js';
import { merge, type Answered } from './merge.js';

/** One execution of a plan. */
export interface Run {
  readonly context: GatewayContext;
  /** As sent: the rooms coerce them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the rooms have answered so far. */
  readonly root: Answered;
  readonly errors: GraphQLError[];
}

/** What a step works on: the objects at a path, where `@` stands for every item of a list. */
interface Place {
  readonly path: readonly string[];
  readonly data: unknown;
}

type Path = readonly (string | number)[];

/** Asks some rooms and merges what they answer into the place. What goes wrong is among the errors of the run. */
export type Step = (run: Run, place: Place) => Promise<void>;

/** A node of a plan as it is run; null for one with a condition, a rewritten field or `@defer`. */
export function stepOf(node: PlanNode | SubscriptionNode, schema: GraphQLSchema, rooms: ReadonlyMap<string, Ask>): Step | null {
  if (node.kind === 'Fetch') return fetchOf(node, schema, rooms);
  if (node.kind === 'Flatten') {
    const step = stepOf(node.node, schema, rooms);
    const path = node.path.map(String);
    return step && (async (run, place) => {
      const data = at(place.data, path);
      if (data) await step(run, { path: [...place.path, ...path], data });
    });
  }
  if (node.kind !== 'Sequence' && node.kind !== 'Parallel') return null;
  const steps = node.nodes.flatMap(inner => stepOf(inner, schema, rooms) ?? []);
  if (steps.length < node.nodes.length) return null;
  if (node.kind === 'Parallel') return async (run, place) => { await Promise.all(steps.map(step => step(run, place))); };
  return async (run, place) => { for (const step of steps) await step(run, place); };
}

function fetchOf({ serviceName, operation: query, variableUsages = [], requires, inputRewrites, outputRewrites, contextRewrites }: FetchNode, schema: GraphQLSchema, rooms: ReadonlyMap<string, Ask>): Step | null {
  const ask = rooms.get(serviceName);
  if (!ask || [inputRewrites, outputRewrites, contextRewrites].some(rewrites => rewrites?.length)) return null;

  const answered = async ({ context, errors, variables }: Run, representations: unknown[] | null, pathOf: (path: Path | undefined) => Path | undefined) => {
    const used = Object.fromEntries(variableUsages.flatMap(name => (Object.hasOwn(variables, name) && variables[name] !== undefined ? [[name, variables[name]]] : [])));
    const answer = await ask(context, { query, variables: representations ? { ...used, representations } : used });
    for (const error of answer.errors ?? []) errors.push(told(error, serviceName, pathOf(error.path)));
    return answer.data;
  };
  if (!requires) return async (run, { path, data: target }) => {
    if (isRecord(target)) merge(target, await answered(run, null, own => own && [...path, ...own]));
  };

  return async (run, place) => {
    const [entities, representations]: [Answered[], unknown[]] = [[], []];
    const places: number[] = [];
    for (const [index, entity] of [place.data].flat().filter(isRecord).entries()) {
      const representation = represented(schema, entity, requires);
      if (typeof representation?.__typename !== 'string') continue;
      entities.push(entity);
      representations.push(representation);
      places.push(index);
    }
    if (entities.length === 0) return;
    let paths: readonly Path[] | undefined;
    const data = await answered(run, representations, own => {
      const [root, position, ...rest] = own ?? [];
      if (root !== '_entities' || typeof position !== 'number') return own && [...place.path, ...own];
      return [...((paths ??= pathsTo(run.root, place.path))[places[position] ?? NaN] ?? []), ...rest];
    });
    const given: unknown = data?._entities;
    if (!data) return;
    if (Array.isArray(given) && given.length === entities.length) entities.forEach((entity, index) => merge(entity, given[index]));
    else run.errors.push(told({ message: `The room answered ${String(Array.isArray(given) ? given.length : 'no')} entities of ${String(entities.length)}.` }, serviceName, undefined));
  };
}

/** What stands at a path: an object, or all of a list. */
function at(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (first === '@') return Array.isArray(value) ? value.flatMap(item => at(item, rest)) : undefined;
  return isRecord(value) ? at(value[first], rest) : undefined;
}

/** Where the objects that stand at a path are, in the order of `at`. */
function pathsTo(value: unknown, path: readonly string[], before: Path = []): Path[] {
  const [first, ...rest] = path;
  if (first === '@') return Array.isArray(value) ? value.flatMap((item, index) => pathsTo(item, rest, [...before, index])) : [];
  if (!isRecord(value)) return [];
  return first === undefined ? [before] : pathsTo(value[first], rest, [...before, first]);
}

/** What a room needs of an entity; null when the entity lacks some of it. */
function represented(schema: GraphQLSchema, entity: Readonly<Answered>, selections: readonly QueryPlanSelectionNode[]): Answered | null {
  const given: Answered = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (selection.typeCondition !== undefined && isOf(schema, entity.__typename, selection.typeCondition)) merge(given, represented(schema, entity, selection.selections));
      continue;
    }
    const { alias: key = selection.name, selections: inner } = selection;
    const value = entity[key];
    if (value === undefined) return null;
    const one = (item: unknown): unknown => (inner && isRecord(item) ? represented(schema, item, inner) : item);
    given[key] = Array.isArray(value) ? value.map(one) : one(value);
  }
  return given;
}

function isOf(schema: GraphQLSchema, name: unknown, condition: string): boolean {
  if (name === condition) return true;
  const [type, wanted] = [schema.getType(String(name)), schema.getType(condition)];
  return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}

/** What a room says went wrong, as the gateway tells it. */
function told(error: GraphQLFormattedError, serviceName: string, path: Path | undefined): GraphQLError {
  return new GraphQLError(error.message, { originalError: error as Error & GraphQLFormattedError, path, extensions: { ...error.extensions, serviceName } });
}
