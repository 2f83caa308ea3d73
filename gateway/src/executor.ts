import type { ApolloGateway } from '@apollo/gateway';
import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { QueryPlanner } from '@apollo/query-planner';
import { getVariableValues, SchemaMetaFieldDef, TypeMetaFieldDef, type GraphQLError, type GraphQLSchema } from 'graphql';
import { openMemory } from '@deskgraph/kit';
import type { GatewayContext } from './context.js';
import { stepOf, type Step } from './executor/plan.js';
import { shapeOf, type Shape } from './executor/shape.js';
import { walk } from './guard/walk.js';
import type { Ask } from './sources.js';

type Executor = ApolloGateway['executor'];
type Request = Parameters<Executor>[0];

/** How an operation is answered, whoever asks. */
interface Planned {
  readonly step: Step | null;
  /** Null for what is left to Apollo. */
  readonly shape: Shape | null;
  /** Of what was asked and of its plan, in characters. */
  readonly length: number;
}

/** What ApolloGateway plans with, and keeps to itself. */
interface Planning {
  readonly apiSchema: Schema;
  readonly queryPlanner: QueryPlanner;
}

/** How much is remembered, in characters of what was asked and of its plan: each takes some twenty bytes of memory. */
const mostText = 2_000_000;

/**
 * Runs the plans of Apollo's planner, each prepared once. Apollo's own executor reads the operation and looks up every type again for each answer, at some
 * four times the CPU; it still runs what is rare: operations with @skip or @include, introspection, bad variables, and plans that rename fields.
 */
export function openExecutor(gateway: ApolloGateway, schema: GraphQLSchema, rooms: ReadonlyMap<string, Ask>): Executor {
  const known = openMemory<Planned>(mostText, ({ length }) => length);

  return async request => {
    const { operation: { variableDefinitions = [] } } = request;
    const variables = request.request.variables ?? {}; // null is what some clients send
    const { step, shape } = known(`${request.queryHash} ${request.request.operationName ?? ''}`, () => prepare(gateway, schema, rooms, request));
    if (!shape || getVariableValues(schema, variableDefinitions, variables).errors) return gateway.executor(request);
    const root = {};
    const errors: GraphQLError[] = [];
    await step?.({ context: request.context as GatewayContext, variables, root, errors }, { path: [], data: root });
    const { data, faults } = shape(root);
    if (errors.length > 0) return { data, errors };
    return faults.length > 0 ? { data, extensions: { valueCompletion: faults } } : { data };
  };
}

/** Throws what the planner throws. */
function prepare(gateway: ApolloGateway, schema: GraphQLSchema, rooms: ReadonlyMap<string, Ask>, { document, source, request: { operationName } }: Request): Planned {
  const left: Planned = { step: null, shape: null, length: source.length };
  const walked = walk(schema, document, operationName);
  if (walked.conditional || walked.occurrences.some(({ field }) => field === SchemaMetaFieldDef || field === TypeMetaFieldDef)) return left;
  const { apiSchema, queryPlanner } = gateway as unknown as Planning;
  const { node } = queryPlanner.buildQueryPlan(operationFromDocument(apiSchema, document, { operationName }));
  const step = node ? stepOf(node, schema, rooms) : null;
  return node && !step ? left : { step, shape: shapeOf(walked), length: source.length + JSON.stringify(node ?? null).length };
}
