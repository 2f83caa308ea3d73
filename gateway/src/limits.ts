import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode, GraphQLError } from 'graphql';
import type { GatewayContext } from './context.js';
import { defaultFigures } from './limits/figures.js';
import type { Figures } from './limits/figures.js';
import { brokenBy, brokenByValues, tooMuch } from './limits/refusal.js';
import { remembered } from './limits/remembered.js';

export { measure } from './limits/measure.js';
export type { Measure } from './limits/measure.js';
export type { Figures } from './limits/figures.js';

/**
 * Refuses what asks too much, with a 400 and a typed code, before validation: graphql-js validates in more than linear time. Sets the
 * operation's cost on the context and reports it in `extensions.cost` of every response. Comes first among the plugins, and needs
 * `documentOptions` beside it.
 *
 * Apollo Server lets no plugin refuse between parsing and validating, so a refused document is replaced by an empty one that remembers why;
 * it passes validation for nothing, is cached in the other's place, and is answered with its refusal when the operation is resolved.
 */
export function limits(overrides: Partial<Figures> = {}): ApolloServerPlugin<GatewayContext> {
  const figures = { ...defaultFigures, ...overrides };
  const refused = new WeakMap<DocumentNode, GraphQLError>();
  return {
    async requestDidStart({ request, schema }) {
      const { operationName } = request;
      const variables = request.variables ?? {};
      let tooLong: GraphQLError | null = null;
      if (request.query !== undefined && request.query.length > figures.maxLength) {
        tooLong = tooMuch('QUERY_TOO_LONG', 'length', request.query.length, figures.maxLength);
        request.query = '{ __typename }';
      }
      let requested = 0;
      let weighed = false;
      const weigh = (document: DocumentNode): GraphQLError | null => {
        const measured = remembered(schema, document, operationName, variables);
        requested = Math.min(measured.cost, Number.MAX_SAFE_INTEGER);
        weighed = true;
        return brokenBy(measured, figures);
      };
      return {
        async parsingDidStart(parsing) {
          return async error => {
            if (error || !parsing.document) return;
            const broken = weigh(parsing.document);
            if (!broken) return;
            const empty = emptyDocument();
            refused.set(empty, broken);
            Object.assign(parsing, { document: empty });
          };
        },
        async didResolveOperation({ document, contextValue }) {
          const broken = tooLong ?? refused.get(document);
          if (broken) throw broken;
          if (!weighed) weigh(document); // parsed for an earlier request, whose variables were others
          contextValue.cost = requested;
          if (requested > figures.maxCost) throw tooMuch('QUERY_TOO_COMPLEX', 'cost', requested, figures.maxCost);
          const values = brokenByValues(variables, figures);
          if (values) throw values;
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { singleResult: result } = body;
          result.extensions = { ...result.extensions, cost: { requested, limit: figures.maxCost } };
        },
      };
    },
  };
}

/** What Apollo Server itself must be told: the parser stops at the token limit, validation after ten errors. */
export function documentOptions({ maxTokens }: Partial<Figures> = {}) {
  return { parseOptions: { maxTokens: maxTokens ?? defaultFigures.maxTokens }, validationOptions: { maxErrors: 10 } };
}

const emptyDocument = (): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: [{
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] },
  }],
});
