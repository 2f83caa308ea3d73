import { isAbstractType, Kind, type FieldNode, type GraphQLObjectType, type SelectionSetNode } from 'graphql';
import { fragmentOf, isSkipped, type Variables, type Walk } from './walk.js';

/** The fields that merge under one response key. */
export type Nodes = [FieldNode, ...FieldNode[]];
/** The response keys of an object, in order, each with its fields. */
export type Selected = ReadonlyMap<string, Readonly<Nodes>>;

/** What some selection sets ask of an object of a type; computed once for all of a list, and then the same map. */
export function selections(walked: Walk, variables: () => Variables) {
  type Known = { readonly sets: readonly SelectionSetNode[]; readonly type: GraphQLObjectType; readonly selected: Selected };
  const known = new Map<SelectionSetNode | undefined, readonly Known[]>();
  return (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected => {
    const near = known.get(sets[0]) ?? [];
    const same = near.find(it => it.type === type && it.sets.length === sets.length && it.sets.every((set, index) => set === sets[index]));
    if (same) return same.selected;
    const selected = collect(walked, variables, type, sets);
    known.set(sets[0], [...near, { sets, type, selected }]);
    return selected;
  };
}

function collect(walked: Walk, variables: () => Variables, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected {
  const { schema, conditional } = walked;
  const collected = new Map<string, Nodes>();
  const entered = new Set<string>();
  const applies = (condition: string | undefined): boolean => {
    const wanted = condition === undefined ? type : schema.getType(condition);
    return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
  };
  const enter = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (conditional && isSkipped(selection, variables())) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const merged = collected.get(key);
        if (merged) merged.push(selection);
        else collected.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) enter(selection.selectionSet);
      } else if (!entered.has(selection.name.value)) {
        entered.add(selection.name.value);
        const fragment = fragmentOf(walked, selection.name.value);
        if (applies(fragment.typeCondition.name.value)) enter(fragment.selectionSet);
      }
    }
  };
  sets.forEach(enter);
  return collected;
}
