import { Kind, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { measure, type Measure } from './measure.js';
import { namedIn, variableOf } from './price.js';

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
  const operations = document.definitions.filter(it => it.kind === Kind.OPERATION_DEFINITION);
  const named = namedIn(operations, operationName);
  // what a caller wrote is not kept: the key is as long as the document lives, and says no more than a measure looks at
  const key = [named ? operations.indexOf(named) : '', ...ofDocument.sizes.map(name => sizeOf(variableOf(variables, name)))].join();
  if (ofDocument.last?.key !== key) ofDocument.last = { key, measured: measure(schema, document, operationName, variables) };
  return ofDocument.last.measured;
}

/** A size as `pageSizes` reads it: a number, absent, or something that is none. */
const sizeOf = (value: unknown): string => (value === undefined || value === null ? '' : typeof value === 'number' ? String(value) : '?');

function sizesIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Argument({ name, value }) {
      if ((name.value === 'first' || name.value === 'last') && value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
