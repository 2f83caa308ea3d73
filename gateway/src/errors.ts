import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Log } from '@deskgraph/kit';
import { apology } from './http/answers.js';
import { currentScope } from './http/scope.js';

/** Codes that may leave as they are; the first row is the rooms', the second the gateway's, the third Apollo's. */
const known = new Set([
  ...[
    'BAD_USER_INPUT',
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID',
    'CONFLICT',
    'UNAVAILABLE',
    'PLAN_REQUIRED',
    'PROVIDER_NOT_CONFIGURED',
  ],
  ...[
    'SUBGRAPH_UNAVAILABLE',
    'SUBSCRIPTIONS_NEED_WEBSOCKET',
    'RATE_LIMITED',
    'QUERY_TOO_LONG',
    'QUERY_TOO_DEEP',
    'QUERY_TOO_COMPLEX',
    'QUERY_FRAGMENT_CYCLE',
  ],
  ...['BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED'],
]);

/** What libraries add for their own use. */
const inner = ['serviceName', 'stacktrace', 'exception', 'http'];

/** A variable of the wrong type is quoted in the message; a megabyte of it helps nobody. */
const longestMessage = 500;

/**
 * Apollo's `formatError`. An error with a code we know, or a noun's own (`MEMBER_LAST_OWNER`), keeps its message; any other was not
 * meant for people: it is logged under the request id, and INTERNAL leaves in its place.
 */
export function maskErrors(
  apiSchema: GraphQLSchema,
  log: Log,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  const nouns = Object.keys(apiSchema.getTypeMap())
    .filter(name => !name.startsWith('__'))
    .map(name => `${screaming(name)}_`);
  const mayLeave = (code: unknown): code is string =>
    typeof code === 'string' && (known.has(code) || (/^[A-Z][A-Z0-9_]*$/.test(code) && nouns.some(noun => code.startsWith(noun))));

  return (formatted, error) => {
    const { message, locations, path, extensions = {} } = formatted;
    const where = { ...(locations && { locations }), ...(path && { path }) };
    if (mayLeave(extensions.code)) {
      const kept = Object.fromEntries(Object.entries(extensions).filter(([name]) => !inner.includes(name)));
      return { message: message.slice(0, longestMessage), ...where, extensions: kept };
    }
    const scope = currentScope();
    (scope?.log ?? log).error({ error: causeOf(error), room: extensions.serviceName, path: path?.join('.') }, 'an operation failed');
    return { message: apology(scope?.requestId ?? 'unknown'), ...where, extensions: { code: 'INTERNAL' } };
  };
}

/** The error at the bottom: the gateway wraps what rooms report, and graphql-js wraps what resolvers throw. */
function causeOf(error: unknown): unknown {
  const { originalError } = error instanceof GraphQLError ? error : (error as { originalError?: unknown });
  return originalError === undefined ? error : causeOf(originalError);
}

function screaming(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
}
