import { Kind, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { measure, type Measure } from './measure.js';

interface Known {
  /** The variables that say how large pages are. */
  readonly sizes: readonly string[];
  last: { readonly key: string; readonly measured: Measure } | null;
}

const known = new WeakMap<DocumentNode, Known>();

/** `measure`, done once for a document that is asked again and again: of its variables only the sizes of its pages make a difference. */
export function remembered(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined, variables: Readonly<Record<string, unknown>>): Measure {
  const ofDocument = known.get(document) ?? { sizes: sizesIn(document), last: null };
  known.set(document, ofDocument);
  const key = JSON.stringify([operationName, ...ofDocument.sizes.map(name => variables[name])]);
  if (ofDocument.last?.key !== key) ofDocument.last = { key, measured: measure(schema, document, operationName, variables) };
  return ofDocument.last.measured;
}

function sizesIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Argument({ name, value }) {
      if ((name.value === 'first' || name.value === 'last') && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
