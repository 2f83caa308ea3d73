import { getNamedType, Kind, parseType, valueFromASTUntyped, type DirectiveNode, type FieldNode, type GraphQLSchema, type SelectionNode, type SelectionSetNode, type ValueNode, type VariableDefinitionNode } from 'graphql';
import { fragmentOf, isSkipped, type Variables, type Walk } from '../guard/walk.js';
import type { Figures } from '../limits/figures.js';
import { measure } from '../limits/measure.js';
import { fieldNode, queryOf, unusedName, type Asked } from './asked.js';
import type { ListSubscription } from './table.js';

/** What a list's subscription asks again. */
export interface Listing {
  /** `query { order: orders(filter: $filter, first: $first) { nodes { live: id ... } } }`, a field for each name under which the noun was asked for. */
  readonly query: Asked;
  /** The ids under a filter: who is in the list, a page at a time. */
  readonly members: string;
  /** What frames look like: equal for those whose frames are. */
  readonly shape: Asked;
  readonly filterVariable: string;
  /** The parts of the filter that ask something else for each person. */
  readonly personalParts: ReadonlySet<string>;
  readonly firstVariable: string;
  /** The names of the query's fields. */
  readonly keys: readonly string[];
  /** The name under which a row's id stands in its answer. */
  readonly idKey: string;
  /** The type of what is told. */
  readonly type: string;
}

/** What one subscriber asks of a list. */
export interface ListInterest {
  /** As sent, never coerced: it is sent on. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** The variables with their defaults. */
  readonly variables: Variables;
  /** Whether the filter asks something else for each person. */
  readonly personal: boolean;
  /** How many ids one question may name, so that it stays within what an operation may cost. */
  readonly atOnce: number;
  /** The names under which a frame tells, and what. */
  readonly fields: readonly (readonly [key: string, field: string])[];
}

/** As many as `ids` of a filter holds, and as a page does. */
const mostAtOnce = 100;

/** Reads what a list's subscription asks. */
export function listingOf(schema: GraphQLSchema, walked: Walk, field: FieldNode, { query, noun }: ListSubscription, personal: ReadonlySet<string>): Listing {
  const [filterVariable, firstVariable, idKey] = [unusedName(walked, 'filter'), unusedName(walked, 'first'), unusedName(walked, 'live')];
  const rows = new Map<string, SelectionNode[]>();
  if (field.selectionSet) collect(walked, field.selectionSet, noun, rows);
  if (rows.size === 0) rows.set(idKey, []);

  const filterType = schema.getQueryType()?.getFields()[query]?.args.find(({ name }) => name === 'filter')?.type;
  const declared = [variable(filterVariable, String(filterType)), variable(firstVariable, 'Int!')];
  const given = [argument('filter', filterVariable), argument('first', firstVariable)];
  const roots = [...rows].map(([alias, selections]) =>
    fieldNode(query, { alias, arguments: given, selections: [fieldNode('nodes', { selections: [fieldNode('id', { alias: idKey }), ...selections] })] }));
  const type = walked.root.getFields()[field.name.value]?.type;
  return {
    query: queryOf(walked, roots, declared),
    members: `query ($filter: ${String(filterType)}, $after: String) { ${query}(filter: $filter, first: ${String(mostAtOnce)}, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
    shape: queryOf(walked, [{ ...field, arguments: [] }]),
    filterVariable,
    personalParts: new Set([...personal].flatMap(name => (filterType && name.startsWith(`${String(filterType)}.`) ? [name.slice(String(filterType).length + 1)] : []))),
    firstVariable,
    keys: [...rows.keys()],
    idKey,
    type: type ? getNamedType(type).name : '',
  };
}

/** Reads what one subscriber asks, with their variables as sent. */
export function interestOf(schema: GraphQLSchema, { query, firstVariable, personalParts }: Listing, walked: Walk, field: FieldNode, sent: Variables, { maxCost }: Figures): ListInterest {
  const defaults = (walked.operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : []));
  const variables: Variables = { ...Object.fromEntries(defaults), ...sent };
  const costOf = (first: number): number => measure(schema, query.document, null, { ...variables, [firstVariable]: first }).cost;
  const [one, two] = [costOf(1), costOf(2)];
  const each = Math.max(two - one, 1);
  const filter = plain(field.arguments?.find(({ name }) => name.value === 'filter')?.value, variables);
  return {
    filter,
    variables,
    personal: Object.entries(filter).some(([name, value]) => value != null && personalParts.has(name)),
    atOnce: Math.min(Math.max(Math.floor((maxCost - one) / each) + 1, 1), mostAtOnce),
    fields: field.selectionSet ? [...fieldsOf(walked, field.selectionSet, variables)] : [],
  };
}

/** The filter as an object of its own: a literal, a variable or nothing. */
function plain(value: ValueNode | undefined, variables: Variables): Readonly<Record<string, unknown>> {
  const filter = value && valueFromASTUntyped(value, variables);
  return typeof filter === 'object' && filter !== null ? { ...filter } : {};
}

/** What is asked of the noun, by the name it is asked under. What stands under conditions goes on doing so. */
function collect(walked: Walk, set: SelectionSetNode, noun: string, rows: Map<string, SelectionNode[]>, conditions: readonly DirectiveNode[] = []): void {
  for (const selection of set.selections) {
    const under = [...conditions, ...(selection.directives ?? [])];
    if (selection.kind === Kind.INLINE_FRAGMENT) collect(walked, selection.selectionSet, noun, rows, under);
    else if (selection.kind === Kind.FRAGMENT_SPREAD) collect(walked, fragmentOf(walked, selection.name.value).selectionSet, noun, rows, under);
    else if (selection.name.value === noun && selection.selectionSet) {
      const key = selection.alias?.value ?? noun;
      rows.set(key, [...(rows.get(key) ?? []), ...wrapped(selection.selectionSet, under)]);
    }
  }
}

/** Each condition as a fragment of its own: @include may stand at one place only once. */
function wrapped(set: SelectionSetNode, conditions: readonly DirectiveNode[]): readonly SelectionNode[] {
  return conditions.reduceRight<readonly SelectionNode[]>(
    (selections, condition) => [{ kind: Kind.INLINE_FRAGMENT, directives: [condition], selectionSet: { kind: Kind.SELECTION_SET, selections } }],
    set.selections,
  );
}

/** What stands in a frame, by name, in the order it was asked for. */
function fieldsOf(walked: Walk, { selections }: SelectionSetNode, variables: Variables): Map<string, string> {
  const fields = new Map<string, string>();
  for (const selection of selections) {
    if (isSkipped(selection, variables)) continue;
    if (selection.kind === Kind.FIELD) fields.set(selection.alias?.value ?? selection.name.value, selection.name.value);
    else {
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(walked, selection.name.value);
      for (const [key, name] of fieldsOf(walked, inner.selectionSet, variables)) fields.set(key, name);
    }
  }
  return fields;
}

const variable = (name: string, type: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
  type: parseType(type),
});

const argument = (name: string, from: string) => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: from } },
}) as const;
