import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { json, type Request, type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context.js';
import type { Figures } from '../limits/figures.js';
import { listedOperations, type Operations } from '../operations.js';
import type { Rates } from '../rates.js';
import { credentialsOf } from '../viewer.js';
import { HttpRefusal, sized } from './answers.js';
import { refuseSpent, type Callers } from './callers.js';
import { costAnswer } from './cost.js';
import type { Origins } from './origins.js';
import { inScope, scopeOf } from './scope.js';

/** What everybody with a document passes. */
interface Entrance {
  readonly callers: Callers;
  readonly rates: Rates;
  readonly operations: Operations;
  readonly origins: Origins;
  readonly cookieName: string;
  readonly bodyLimitBytes: number;
  readonly position: () => number | null;
}

interface GraphqlDoor extends Entrance {
  readonly server: ApolloServer<GatewayContext>;
}

interface CostDoor extends Entrance {
  readonly schema: GraphQLSchema;
  readonly figures: Partial<Figures> | undefined;
}

/** /graphql: runs an operation. */
export function graphqlDoor({ server, ...entry }: GraphqlDoor): RequestHandler[] {
  const apollo = expressMiddleware(server, {
    async context({ req }) {
      const { viewer: who, requestId, log } = scopeOf(req);
      return { viewer: who, requestId, log, cost: 0, trace: { fetches: 0, statements: 0 } };
    },
  });
  return [...entrance('/graphql', entry), (request, response, next) => inScope(scopeOf(request), () => apollo(request, response, next))];
}

/** /graphql/cost: says what an operation would cost, to whoever might send it to /graphql. */
export function costDoor({ schema, figures, ...entry }: CostDoor): RequestHandler[] {
  return [...entrance('/graphql/cost', entry), costAnswer({ schema, figures, rates: entry.rates })];
}

/** Everything that can be refused without parsing a document is refused here, cheapest first. */
function entrance(route: string, { callers, rates, operations, origins, cookieName, bodyLimitBytes, position }: Entrance): RequestHandler[] {
  const shape: RequestHandler = (request, response, next) => {
    scopeOf(request).route = route;
    checkShape(request);
    const known = position(); // before anything is read: a subscription with this as its `after` misses nothing
    if (known !== null) response.set('x-deskgraph-position', String(known));
    next();
  };

  const viewer: RequestHandler = async (request, response, next) => {
    const scope = scopeOf(request);
    const { cookie } = credentialsOf(request.headers, cookieName);
    if (cookie !== undefined) origins.check(request); // the browser adds a cookie unasked, a token it does not
    try {
      scope.viewer = await callers(request);
    } catch (error) {
      if (error instanceof HttpRefusal && error.status === 401 && cookie !== undefined)
        response.clearCookie(cookieName, { path: '/', httpOnly: true, sameSite: 'lax', secure: cookieName.startsWith('__Host-') });
      throw error;
    }
    refuseSpent(rates.spent(scope.viewer, scope.address));
    next();
  };

  const batches: RequestHandler = (request, _response, next) => {
    if (Array.isArray(request.body)) throw new HttpRefusal(400, 'BATCHING_NOT_ALLOWED', 'Send one operation a request.');
    next();
  };

  return [
    shape,
    sized(bodyLimitBytes),
    viewer,
    json({ type: 'application/json', limit: bodyLimitBytes, inflate: false }),
    batches,
    listedOperations(operations, request => credentialsOf(request.headers, cookieName)),
  ];
}

const otherCharset = /charset=(?!"?utf-8"?\s*(;|$))/i;

function checkShape(request: Request): void {
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'Use POST, or GET for queries.', { allow: 'GET, POST' });
  }
  if (request.method === 'POST' && (!request.is('application/json') || otherCharset.test(request.get('content-type') ?? ''))) {
    throw new HttpRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the operation as application/json in UTF-8.', {
      accept: 'application/json',
    });
  }
  // Apollo would find out after running the operation
  if (!request.accepts(['application/json', 'application/graphql-response+json'])) {
    throw new HttpRefusal(406, 'NOT_ACCEPTABLE', 'Answers are application/json or application/graphql-response+json.');
  }
}
