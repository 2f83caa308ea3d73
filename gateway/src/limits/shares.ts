import { getNamedType, isCompositeType, Kind } from 'graphql';
import type { DocumentNode, GraphQLCompositeType, GraphQLSchema, SelectionSetNode } from 'graphql';
import { namedIn, pageSizes, priceOf, rootCost } from './price.js';

/** What one field adds to the cost of an operation. */
export interface Share {
  /** Where it stands in the answer, e.g. `tickets.nodes.customer`. */
  readonly path: string;
  /** Its line in the document, from 1. */
  readonly line: number;
  /** How often it is asked at worst, since it stands in pages and lists. */
  readonly times: number;
  readonly cost: number;
}

/**
 * Where the cost of an operation comes from: every field that costs something, the dearest first. Together they are `measure`'s cost. Fragments are
 * expanded, so it is only for documents whose number of fields has been held to its limit.
 */
export function sharesOf(schema: GraphQLSchema, document: DocumentNode, operationName?: string | null, variables: Readonly<Record<string, unknown>> = {}): Share[] {
  const operation = namedIn(document.definitions.filter(it => it.kind === Kind.OPERATION_DEFINITION), operationName);
  if (!operation) return [];
  const fragments = new Map(document.definitions.flatMap(it => (it.kind === Kind.FRAGMENT_DEFINITION ? [[it.name.value, it]] : [])));
  const pages = pageSizes(operation, variables);
  const shares: Share[] = [];
  const typeOf = (name: string | undefined, otherwise?: GraphQLCompositeType): GraphQLCompositeType | undefined => {
    const type = name === undefined ? otherwise : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };

  const walk = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType | undefined, path: readonly string[], times: number): void => {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet, typeOf(node.typeCondition?.name.value, parent), path, times);
      } else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        if (fragment) walk(fragment.selectionSet, typeOf(fragment.typeCondition.name.value), path, times);
      } else {
        const here = [...path, (node.alias ?? node.name).value];
        const definition = parent && 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
        const price = priceOf(node, definition, parent, pages);
        const cost = times * price.own + (path.length === 0 ? rootCost[operation.operation] : 0);
        if (cost > 0) shares.push({ path: here.join('.'), line: node.loc?.startToken.line ?? 0, times, cost });
        const inner = definition && getNamedType(definition.type);
        if (node.selectionSet && price.times > 0) walk(node.selectionSet, isCompositeType(inner) ? inner : undefined, here, times * price.times);
      }
    }
  };
  walk(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, [], 1);
  return shares.sort((a, b) => b.cost - a.cost);
}
