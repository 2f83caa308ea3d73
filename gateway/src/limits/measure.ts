import { getNamedType, isCompositeType, Kind } from 'graphql';
import type { DirectiveNode, DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLSchema, SelectionNode, SelectionSetNode, ValueNode } from 'graphql';
import { namedIn, pageSizes, priceOf, rootCost } from './price.js';

/** What a document asks for. All but `cost`, `rootFields` and `depth` count every operation of it together, fragments expanded. */
export interface Measure {
  /** Fields inside one another, of the deepest operation. */
  readonly depth: number;
  /** The same below `__schema` and `__type`. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Directives at the most decorated place. */
  readonly directivesAtOnce: number;
  readonly fields: number;
  /** Fields at the root of the widest operation. */
  readonly rootFields: number;
  /** Fields in the widest selection set: validation compares each with each. */
  readonly siblings: number;
  readonly operations: number;
  readonly fragments: number;
  /** Variables declared. */
  readonly variables: number;
  /** Lists and objects inside one another, in the deepest argument. */
  readonly valueDepth: number;
  /** What the named operation may cost at worst; 0 when there is no such operation. */
  readonly cost: number;
  /** Whether a fragment spreads itself. */
  readonly cyclic: boolean;
}

/** What one selection set adds up to. */
interface Sum {
  depth: number;
  introspectionDepth: number;
  aliases: number;
  directives: number;
  fields: number;
  /** Fields side by side. */
  width: number;
  cost: number;
}

const nothing: Readonly<Sum> = { depth: 0, introspectionDepth: 0, aliases: 0, directives: 0, fields: 0, width: 0, cost: 0 };

/**
 * Measures a document in one pass, each fragment once, so that the time is linear in its text however much it expands to. The document
 * needs not be valid: what the schema does not know counts as a field that costs nothing.
 *
 * Cost: a leaf 0, an object 1, a page (a field with `first` or `last`) 1 and `first` times what it holds: its default where it is absent,
 * 100 at most; a list without `first` its usual length (`lengths`) or 25 times, but for the lists of a connection, which its page has counted. A root field adds 1, a mutation
 * 10, `__schema` and `__type` 500, a search 50. @skip and @include are not looked at: what might be asked is paid for.
 */
export function measure(
  schema: GraphQLSchema, document: DocumentNode, operationName?: string | null, variables: Readonly<Record<string, unknown>> = {},
): Measure {
  const operations = document.definitions.filter(it => it.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(document.definitions.flatMap(it => (it.kind === Kind.FRAGMENT_DEFINITION ? [[it.name.value, it]] : [])));
  const named = namedIn(operations, operationName);
  const pages = pageSizes(named, variables);
  const sums = new Map<string, Sum | 'measuring'>();
  let cyclic = false;
  let directivesAtOnce = 0;
  let siblings = 0;
  let valueDepth = 0;

  const selections = (set: SelectionSetNode, parent: GraphQLCompositeType | undefined): Sum => {
    const sum = { ...nothing };
    for (const selection of set.selections) {
      add(sum, one(selection, parent));
      sum.directives += decorated(selection.directives);
    }
    siblings = Math.max(siblings, sum.width);
    return sum;
  };
  const one = (selection: SelectionNode, parent: GraphQLCompositeType | undefined): Sum => {
    if (selection.kind === Kind.FIELD) return field(selection, parent);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return spread(selection.name.value);
    return selections(selection.selectionSet, composite(selection.typeCondition?.name.value, parent));
  };
  const spread = (name: string): Sum => {
    const known = sums.get(name);
    if (known === 'measuring') cyclic = true;
    if (known) return known === 'measuring' ? nothing : known;
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    sums.set(name, 'measuring');
    const sum = whole(fragment);
    sums.set(name, sum);
    return sum;
  };
  const whole = ({ selectionSet, typeCondition, directives }: FragmentDefinitionNode): Sum => {
    const sum = selections(selectionSet, composite(typeCondition.name.value));
    return { ...sum, directives: sum.directives + decorated(directives) };
  };
  const field = (node: FieldNode, parent: GraphQLCompositeType | undefined): Sum => {
    const meta = { __schema: '__Schema', __type: '__Type' }[node.name.value];
    const introspection = meta !== undefined;
    const definition = parent && 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    const returned = introspection ? composite(meta) : definition && getNamedType(definition.type);
    const inner = node.selectionSet ? selections(node.selectionSet, isCompositeType(returned) ? returned : undefined) : nothing;
    const price = priceOf(node, definition, parent, pages);
    for (const { value } of node.arguments ?? []) valueDepth = Math.max(valueDepth, nesting(value));
    return {
      depth: introspection ? 1 : 1 + inner.depth,
      introspectionDepth: introspection ? 1 + inner.depth : inner.introspectionDepth,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      directives: inner.directives,
      fields: inner.fields + 1,
      width: 1,
      cost: price.own + price.times * inner.cost,
    };
  };
  const composite = (name: string | undefined, otherwise?: GraphQLCompositeType): GraphQLCompositeType | undefined => {
    const type = name === undefined ? otherwise : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };
  const decorated = (directives: readonly DirectiveNode[] | undefined): number => {
    const count = directives?.length ?? 0;
    if (count > directivesAtOnce) directivesAtOnce = count;
    return count;
  };

  const total = { ...nothing };
  let cost = 0;
  let declared = 0;
  for (const operation of operations) {
    const sum = selections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
    sum.directives += decorated(operation.directives);
    for (const { directives, defaultValue } of operation.variableDefinitions ?? []) {
      declared += 1;
      sum.directives += decorated(directives);
      if (defaultValue) valueDepth = Math.max(valueDepth, nesting(defaultValue));
    }
    const width = sum.width;
    if (operation === named) cost = sum.cost + width * rootCost[operation.operation];
    total.width = Math.max(total.width, width);
    add(total, { ...sum, width: 0 });
  }
  for (const name of fragments.keys()) if (!sums.has(name)) add(total, { ...spread(name), width: 0 }); // unused, but validated all the same
  const { width: rootFields, cost: _, ...counts } = total;
  const sizes = { operations: operations.length, fragments: fragments.size, variables: declared };
  return { ...counts, ...sizes, rootFields, siblings, directivesAtOnce, valueDepth, cost, cyclic };
}

function add(sum: Sum, part: Readonly<Sum>): void {
  sum.depth = Math.max(sum.depth, part.depth);
  sum.introspectionDepth = Math.max(sum.introspectionDepth, part.introspectionDepth);
  sum.aliases += part.aliases;
  sum.directives += part.directives;
  sum.fields += part.fields;
  sum.width += part.width;
  sum.cost += part.cost;
}

/** Lists and objects inside one another. */
function nesting(value: ValueNode): number {
  let depth = 0;
  let level: ValueNode[] = [value];
  while (level.length > 0) {
    level = level.flatMap(it => (it.kind === Kind.LIST ? it.values : it.kind === Kind.OBJECT ? it.fields.map(field => field.value) : []));
    if (level.length > 0) depth += 1;
  }
  return depth;
}
