import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext, type GraphQLRequestListener } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GatewayContext } from './context.js';
import { currentScope } from './http/scope.js';
import type { Metrics } from './metrics.js';
import { rateHeaders, type Rates } from './rates.js';
import { brokenByForm } from './variables.js';

type Plugin = ApolloServerPlugin<GatewayContext>;

/**
 * The same plugins, taking turns. Apollo starts every plugin's hook at once; here what judges an operation does so one after the other and
 * stops at the first refusal, and what completes an answer sees what the one before it made.
 */
export function inOrder(plugins: readonly Plugin[]): Plugin[] {
  const judged = new WeakMap<object, Promise<void>>();
  const completed = new WeakMap<object, Promise<void>>();
  const after = (turns: WeakMap<object, Promise<void>>, request: object, work: () => Promise<void> | undefined): Promise<void> => {
    const turn = (turns.get(request) ?? Promise.resolve()).then(work);
    turns.set(request, turn);
    return turn;
  };

  return plugins.map(plugin => ({
    ...plugin,
    async requestDidStart(context) {
      const listener: GraphQLRequestListener<GatewayContext> = (await plugin.requestDidStart?.(context)) ?? {};
      return {
        ...listener,
        didResolveOperation: operation => after(judged, context, () => listener.didResolveOperation?.(operation)),
        willSendResponse: response => after(completed, context, () => listener.willSendResponse?.(response)),
      };
    },
  }));
}

/** Refuses what no later step should see: no operation, one that needs a socket, one that takes the planner's own variable, bad variables. */
export const runnable: Plugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, schema, request }) {
        if (!operation)
          throw refusal(400, 'OPERATION_RESOLUTION_FAILURE', 'Name the operation to run: there is none of this name, or several.');
        if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
          throw refusal(400, 'SUBSCRIPTIONS_NEED_WEBSOCKET', 'Subscriptions run over a WebSocket on /graphql.');
        }
        if (operation.variableDefinitions?.some(({ variable }) => variable.name.value === 'representations')) {
          throw refusal(400, 'BAD_USER_INPUT', 'The variable name $representations is taken; use another.');
        }
        const malformed = brokenByForm(schema, operation, request.variables ?? {});
        if (malformed) throw malformed;
      },
    };
  },
};

/** Takes the cost of an operation from its caller before it runs; a document that was refused costs one point. */
export function charging(rates: Rates): Plugin {
  const addressOf = () => currentScope()?.address ?? 'inside';
  return {
    async requestDidStart() {
      let charged = false;
      return {
        async didResolveOperation({ contextValue, response }) {
          charged = true;
          if (contextValue.live) return;
          const charge = await rates.operation(contextValue.viewer, addressOf(), contextValue.cost);
          const headers = rateHeaders(charge);
          for (const [name, value] of Object.entries(headers)) response.http.headers.set(name, value);
          if (charge.allowed) return;
          const retryAfter = charge.resetSeconds;
          if (charge.unavailable) throw refusal(503, 'UNAVAILABLE', 'Requests cannot be counted right now. Try again.', { retryAfter });
          throw refusal(429, 'RATE_LIMITED', `Too many requests. Try again in ${retryAfter} seconds.`, { retryAfter });
        },
        async didEncounterErrors({ contextValue }) {
          if (charged || contextValue.live) return;
          charged = true;
          await rates.operation(contextValue.viewer, addressOf(), 1);
        },
      };
    },
  };
}

/** Last: what every answer carries, what the log line says of the operation, and what is counted. */
export function answering(options: { metrics: Metrics; trace: boolean }): Plugin {
  return {
    async requestDidStart() {
      const started = performance.now();
      return {
        async willSendResponse(context) {
          const { contextValue, response } = context;
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const { requestId, trace } = contextValue;
          const codes = (singleResult.errors ?? []).map(({ extensions }) =>
            typeof extensions?.code === 'string' ? extensions.code : 'INTERNAL',
          );
          singleResult.extensions = {
            ...singleResult.extensions,
            ...(options.trace && { trace: { ...trace } }),
            requestId,
          };
          report(context, codes);
          count(options.metrics, context, codes, (performance.now() - started) / 1000);
        },
      };
    },
  };
}

function report({ operationName, contextValue }: GraphQLRequestContext<GatewayContext>, codes: readonly string[]): void {
  const scope = currentScope();
  if (!scope) return;
  scope.operation = operationName?.slice(0, 64) ?? null;
  scope.cost = contextValue.cost;
  scope.codes = [...new Set(codes)];
}

function count(
  metrics: Metrics,
  { operation, contextValue }: GraphQLRequestContext<GatewayContext>,
  codes: readonly string[],
  seconds: number,
): void {
  metrics.operation(operation?.operation ?? 'none', codes.length > 0 ? 'errors' : 'ok', seconds);
  if (contextValue.cost > 0) metrics.cost(contextValue.cost);
  for (const code of codes) metrics.error(code);
}

function refusal(status: number, code: string, message: string, extensions: { retryAfter?: number } = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions, http: { status, headers: new HeaderMap() } } });
}
