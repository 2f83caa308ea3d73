import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from './context.js';
import { complete } from './guard/complete.js';
import type { Completion } from './guard/complete.js';
import { judge } from './guard/judge.js';
import type { Denials } from './guard/judge.js';
import { prune } from './guard/prune.js';
import { badRequest, reached, walk } from './guard/walk.js';
import type { Variables } from './guard/walk.js';
import type { Rules } from './rules/table.js';

/** An operation, as somebody asks it. The document has passed validation against the schema. */
export interface Question {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  /** As sent: not yet coerced. */
  readonly variables?: Variables | null | undefined;
  readonly context: GatewayContext;
}

/** What may be asked instead, and how its answer becomes the answer to the question. */
export interface Authorized {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The gateway keeps its plans by this: under the original's hash one viewer's plan would serve another. */
  readonly queryHash: string;
  readonly denied: Denials;
  complete(data: Readonly<Record<string, unknown>>): Completion;
}

/**
 * Asks the rule of every field the operation selects, before anything is planned. Null when all are allowed; otherwise the operation
 * without the denied fields. Throws a client error for an unknown operation, bad variables or a field posing as `__typename`.
 */
export async function authorize(rules: Rules, question: Question): Promise<Authorized | null> {
  const { schema, document, operationName, variables, context } = question;
  const walked = walk(schema, document, operationName);
  const coerced = once(() => coerce(schema, walked.operation, variables ?? {}));
  const denied = await judge(rules, walked, reached(walked, coerced), coerced, context);
  if (denied.size === 0) return null;
  const pruning = prune(walked, denied);
  return { ...pruning, denied, complete: data => complete(walked, pruning, denied, coerced, data) };
}

/** The guard as a plugin: the gateway plans and fetches only what the viewer may see. `rules` must have passed `checkRules`. */
export function guard({ rules }: { readonly rules: Rules }): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      let authorized: Authorized | null = null;
      return {
        async didResolveOperation(request) {
          const { schema, document, contextValue: context } = request;
          const { operationName, variables } = request.request;
          authorized = await authorize(rules, { schema, document, operationName, variables, context });
          if (!authorized) return;
          const { operation, queryHash, denied } = authorized;
          Object.assign(request, { document: authorized.document, operation, queryHash }); // read-only by type, and what the executor reads
          context.log.info({ denied: named(denied) }, 'denied');
        },
        async willSendResponse({ response }) {
          if (!authorized || response.body.kind !== 'single') return;
          const { singleResult: result } = response.body;
          if (!result.data) return;
          const { data, errors, omitted } = authorized.complete(result.data);
          result.data = data;
          if (errors.length > 0) result.errors = [...(result.errors ?? []), ...errors]; // a denied field under a null one is no error
          if (omitted > 0) result.extensions = { ...result.extensions, denials: { reported: errors.length, omitted } };
        },
      };
    },
  };
}

/** `Type.field` of everything denied. */
const named = (denied: Denials) => [...denied].flatMap(([{ name }, types]) => [...types.keys()].map(type => `${type}.${name.value}`));

function coerce(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Variables {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 });
  if (!coerced) throw badRequest('BAD_USER_INPUT', errors.map(({ message }) => message).join(' '));
  return coerced;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
