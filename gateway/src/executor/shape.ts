import { getNamedType, getNullableType, GraphQLError, isAbstractType, isEnumType, isListType, isNonNullType, isObjectType, isSpecifiedScalarType } from 'graphql';
import type { GraphQLLeafType, GraphQLObjectType, GraphQLOutputType, SelectionSetNode } from 'graphql';
import { selections, type Selected } from '../guard/select.js';
import { fieldOf, type Walk } from '../guard/walk.js';
import { isRecord } from '../record.js';
import type { Answered } from './merge.js';

/** What an operation answers. */
export interface Shaped {
  readonly data: Answered | null;
  /** Nulls and values that the schema does not allow there. */
  readonly faults: readonly GraphQLError[];
}

/** Takes what was asked out of what the rooms answered. */
export type Shape = (answered: Readonly<Answered>) => Shaped;

/** Where one is, and what was found so far. */
interface Tour {
  readonly path: (string | number)[];
  readonly faults: GraphQLError[];
}

/** A value as it is answered; null where it is absent, undefined where that is noted and the parent cannot bear it. */
type Complete = (value: unknown, tour: Tour) => unknown;

/**
 * How the answer to an operation without conditions is made, by the GraphQL specification (6.4.3, 6.4.4): the fields in the order asked, those that merge
 * once, and for a null that may not be the nearest parent that may.
 */
export function shapeOf(walked: Walk): Shape {
  const { schema } = walked;
  const selected = selections(walked, () => ({}));
  const prepared = new Map<Selected, Complete>();

  /** One for each type and selection, prepared when it is first met. */
  const objectOf = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Complete => {
    const asked = selected(type, sets);
    const known = prepared.get(asked);
    if (known) return known;
    const fields = [...asked].map(([key, nodes]) => {
      const field = fieldOf(schema, type, nodes[0].name.value);
      return { key, complete: field ? completeOf(field.type, nodes.flatMap(node => node.selectionSet ?? [])) : () => type.name }; // __typename
    });
    const complete: Complete = (source, tour) => {
      if (!isRecord(source)) return unfit(tour);
      const answer: Answered = {};
      for (const { key, complete: one } of fields) {
        tour.path.push(key);
        const value = one(Object.hasOwn(source, key) ? source[key] : undefined, tour);
        tour.path.pop();
        if (value === undefined) return undefined;
        answer[key] = value;
      }
      return answer;
    };
    prepared.set(asked, complete);
    return complete;
  };

  const completeOf = (type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete => {
    const present = presentOf(getNullableType(type), sets);
    if (!isNonNullType(type)) return (value, tour) => (value === null || value === undefined ? null : present(value, tour) ?? null);
    return (value, tour) => (value === null || value === undefined ? fault(tour, 'Here may be no null.') : present(value, tour));
  };
  const presentOf = (type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete => {
    if (isListType(type)) return listOf(completeOf(type.ofType, sets));
    const named = getNamedType(type);
    if (isObjectType(named)) {
      let object: Complete | undefined;
      return (value, tour) => (object ??= objectOf(named, sets))(value, tour);
    }
    if (!isAbstractType(named)) return leafOf(named);
    return (value, tour) => {
      const concrete = isRecord(value) ? schema.getType(String(value.__typename)) : undefined;
      return isObjectType(concrete) && schema.isSubType(named, concrete) ? objectOf(concrete, sets)(value, tour) : unfit(tour);
    };
  };

  const root = objectOf(walked.root, [walked.operation.selectionSet]);
  return answered => {
    const tour: Tour = { path: [], faults: [] };
    return { data: (root(answered, tour) ?? null) as Answered | null, faults: tour.faults };
  };
}

function listOf(complete: Complete): Complete {
  return (values, tour) => {
    if (!Array.isArray(values)) return unfit(tour);
    const answer: unknown[] = [];
    for (const [index, item] of values.entries()) {
      tour.path.push(index);
      const value = complete(item, tour);
      tour.path.pop();
      if (value === undefined) return undefined;
      answer.push(value);
    }
    return answer;
  };
}

/** Rooms serialize; what is looked at here is whether a room of another version means something else. */
function leafOf(type: GraphQLLeafType): Complete {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value, tour) => (names.has(value) ? value : unfit(tour));
  }
  if (!isSpecifiedScalarType(type)) return value => value;
  const kinds = { Int: ['number'], Float: ['number'], Boolean: ['boolean'], String: ['string'] }[type.name] ?? ['string', 'number'];
  return (value, tour) => (kinds.includes(typeof value) ? value : unfit(tour));
}

const unfit = (tour: Tour): undefined => fault(tour, 'This is no value of the type.');

function fault({ path, faults }: Tour, message: string): undefined {
  faults.push(new GraphQLError(message, { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } }));
}
