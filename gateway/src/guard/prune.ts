import { createHash } from 'node:crypto';
import { isAbstractType, Kind, print, visit } from 'graphql';
import type {
  DefinitionNode, DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLObjectType, InlineFragmentNode, OperationDefinitionNode,
  SelectionNode, SelectionSetNode,
} from 'graphql';
import { openMemory } from '@deskgraph/kit';
import type { Denials } from './judge.js';
import { badRequest, fragmentOf } from './walk.js';
import type { Walk } from './walk.js';

/** An operation without what is denied in it. */
export interface Pruning {
  /** The operation and the fragments it still reaches, and nothing else. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the pruned text: whoever caches a plan must cache it under this. */
  readonly queryHash: string;
  /** The selection sets of the original under which something was denied. */
  readonly touched: ReadonlySet<SelectionSetNode>;
  /** Of its text and of the original's, in characters. */
  readonly length: number;
}

/** How many fields a pruned operation may have: each interface inside an interface multiplies them by the types that are still allowed. */
const mostFields = 2_000;
/** How much is remembered, in characters. */
const mostText = 2_000_000;
const kept = openMemory<Pruning>(mostText, ({ length }, key) => length + key.length);
const numbers = new WeakMap<Walk, number>();
let walks = 0;

/** The pruned operation; remembered by what is denied, not by whom. */
export function prune(walked: Walk, denials: Denials): Pruning {
  const number = numbers.get(walked) ?? (walks += 1);
  numbers.set(walked, number);
  const key = [number, ...[...denials].map(([node, types]) => `${walked.byNode.get(node)?.index ?? ''}:${[...types.keys()].join('|')}`)].join();
  return kept(key, () => rewrite(walked, denials));
}

/** Stands where a denied field stood: keeps the selection set from being empty, and says which type an interface turned out to be. */
const mark: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const on = (type: GraphQLObjectType, field: FieldNode): InlineFragmentNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
  selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
});

/** A rewritten part, and how many fields it has once fragments are expanded. */
interface Part<T> { readonly now: T; readonly size: number; readonly touched: boolean }

function rewrite(walked: Walk, denials: Denials): Pruning {
  const touched = new Set<SelectionSetNode>();
  const fragments = new Map<string, Part<FragmentDefinitionNode>>();

  const set = (before: SelectionSetNode): Part<SelectionSetNode> => {
    const parts = before.selections.map(selection);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    if (size > mostFields) throw badRequest('QUERY_TOO_COMPLEX', 'The operation asks interfaces inside interfaces for too many types.');
    if (!parts.some(part => part.touched)) return { now: before, size, touched: false };
    touched.add(before);
    const selections = parts.flatMap(part => part.now);
    const typed = isAbstractType(walked.parents.get(before)) && !selections.includes(mark) ? [mark, ...selections] : selections;
    return { now: { ...before, selections: typed }, size, touched: true };
  };
  const selection = (before: SelectionNode): Part<readonly SelectionNode[]> => {
    if (before.kind === Kind.FIELD) return field(before);
    if (before.kind === Kind.FRAGMENT_SPREAD) return { ...fragment(before.name.value), now: [before] };
    const inner = set(before.selectionSet);
    return { ...inner, now: inner.touched ? [{ ...before, selectionSet: inner.now }] : [before] };
  };
  const field = (before: FieldNode): Part<readonly SelectionNode[]> => {
    const denied = denials.get(before);
    const types = walked.byNode.get(before)?.types ?? [];
    if (denied?.size === types.length && denied.size > 0) return { now: [mark], size: 1, touched: true };
    const inner = before.selectionSet && set(before.selectionSet);
    const now = inner?.touched ? { ...before, selectionSet: inner.now } : before;
    const size = 1 + (inner?.size ?? 0);
    if (!denied) return { now: [now], size, touched: inner?.touched ?? false };
    const allowed = types.filter(type => !denied.has(type.name));
    return { now: [mark, ...allowed.map(type => on(type, now))], size: 1 + allowed.length * size, touched: true };
  };
  const fragment = (name: string): Part<FragmentDefinitionNode> => {
    const known = fragments.get(name);
    if (known) return known;
    const before = fragmentOf(walked, name);
    const inner = set(before.selectionSet);
    const part = { ...inner, now: inner.touched ? { ...before, selectionSet: inner.now } : before };
    fragments.set(name, part);
    return part;
  };

  const root = { ...walked.operation, selectionSet: set(walked.operation.selectionSet).now };
  const { variables, definitions } = uses(root, name => fragment(name).now);
  const operation = { ...root, variableDefinitions: root.variableDefinitions?.filter(it => variables.has(it.variable.name.value)) };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...definitions] };
  const text = print(document);
  const length = text.length + (walked.operation.loc?.source.body.length ?? 0);
  return { document, operation, queryHash: createHash('sha256').update(text).digest('hex'), touched, length };
}

/** The variables and fragments that are still used. */
function uses(operation: OperationDefinitionNode, fragment: (name: string) => FragmentDefinitionNode) {
  const variables = new Set<string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const read = (definition: DefinitionNode): void => {
    visit(definition, {
      VariableDefinition: () => false,
      Variable: ({ name }) => { variables.add(name.value); },
      FragmentSpread: ({ name }) => {
        if (fragments.has(name.value)) return;
        fragments.set(name.value, fragment(name.value));
        read(fragment(name.value));
      },
    });
  };
  read(operation);
  return { variables, definitions: [...fragments.values()] };
}
