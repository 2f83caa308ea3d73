import { GraphQLError } from 'graphql';
import type { Figures } from './figures.js';
import type { Measure } from './measure.js';

/** A refused document, for the client: which limit, what it allows and what was asked. */
export function tooMuch(code: string, what: string, measured: number, limit: number): GraphQLError {
  const message = `The document is refused: ${what} may be ${limit} at most.`;
  const asked = Number.isSafeInteger(measured) ? measured : Number.MAX_SAFE_INTEGER;
  return new GraphQLError(message, { extensions: { code, what, limit, measured: asked, http: { status: 400 } } });
}

/** The first limit a document's shape breaks, whatever its variables; null when it keeps them all. */
export function brokenBy(measured: Measure, figures: Figures): GraphQLError | null {
  const http = { status: 400 };
  if (measured.cyclic) return new GraphQLError('A fragment spreads itself.', { extensions: { code: 'QUERY_FRAGMENT_CYCLE', http } });
  const limits: [code: string, what: string, measured: number, limit: number][] = [
    ['QUERY_TOO_DEEP', 'depth', measured.depth, figures.maxDepth],
    ['QUERY_TOO_DEEP', 'introspection depth', measured.introspectionDepth, figures.maxIntrospectionDepth],
    ['QUERY_TOO_DEEP', 'depth of a value', measured.valueDepth, figures.maxValueDepth],
    ['QUERY_TOO_COMPLEX', 'aliases', measured.aliases, figures.maxAliases],
    ['QUERY_TOO_COMPLEX', 'directives', measured.directives, figures.maxDirectives],
    ['QUERY_TOO_COMPLEX', 'directives at one place', measured.directivesAtOnce, figures.maxDirectivesAtOnce],
    ['QUERY_TOO_COMPLEX', 'root fields', measured.rootFields, figures.maxRootFields],
    ['QUERY_TOO_COMPLEX', 'fields side by side', measured.siblings, figures.maxSiblings],
    ['QUERY_TOO_COMPLEX', 'fields', measured.fields, figures.maxFields],
    ['QUERY_TOO_COMPLEX', 'operations', measured.operations, figures.maxOperations],
    ['QUERY_TOO_COMPLEX', 'fragments', measured.fragments, figures.maxFragments],
    ['QUERY_TOO_COMPLEX', 'variables', measured.variables, figures.maxVariables],
  ];
  const broken = limits.find(([, , asked, limit]) => asked > limit);
  return broken ? tooMuch(...broken) : null;
}

/** The variable that goes too deep or holds too much; null when none does. */
export function brokenByValues(variables: Readonly<Record<string, unknown>>, figures: Figures): GraphQLError | null {
  let values = 0;
  for (const [name, variable] of Object.entries(variables)) {
    let depth = 0;
    for (let level = [variable]; level.length > 0; depth += 1) {
      values += level.length;
      if (depth > figures.maxValueDepth) return badVariable(name, 'depth of a value', depth, figures.maxValueDepth);
      if (values > figures.maxValues) return badVariable(name, 'values in variables', values, figures.maxValues);
      level = level.flatMap(it => (typeof it === 'object' && it !== null ? (Object.values(it) as unknown[]) : []));
    }
  }
  return null;
}

function badVariable(variable: string, what: string, measured: number, limit: number): GraphQLError {
  const message = `Variable "$${variable}" is refused: ${what} may be ${limit} at most.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', variable, what, limit, measured, http: { status: 400 } } });
}
