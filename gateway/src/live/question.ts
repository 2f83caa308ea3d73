import { getArgumentValues, Kind, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { badRequest, fragmentOf, walk, type Variables, type Walk } from '../guard/walk.js';
import { queryOf, type Asked } from './asked.js';
import { followedOf, selectionOf, type Followed } from './follow.js';
import { listingOf, type Listing } from './listing.js';
import type { OneSubscription, Subscription, Subscriptions, WholeSubscription } from './table.js';

/** What a subscription asks. */
export interface Question {
  readonly subscription: Subscription;
  readonly field: FieldNode;
  readonly walked: Walk;
  /** The name under which the answer stands. */
  readonly key: string;
  /** What is asked again after an event about one thing, or any. */
  readonly query: Asked | null;
  /** What is asked again after events about things of a list. */
  readonly listing: Listing | null;
  /** What else is watched, as the answer to `query` tells. */
  readonly followed: readonly Followed[];
  /** Whether the answer depends on who asks beyond their rights. */
  readonly personal: boolean;
}

/** Reads a valid subscription. Throws a client error for one that is conditional. */
export function questionOf(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined, table: Subscriptions, personal: ReadonlySet<string>): Question {
  const walked = walk(schema, document, operationName);
  const field = rootField(walked);
  const subscription = table[field.name.value];
  if (!subscription) throw badRequest('BAD_USER_INPUT', `There is no subscription ${field.name.value}.`);
  const followed = subscription.kind === 'one' ? followedOf(walked, subscription.follows ?? []) : [];
  return {
    subscription,
    field,
    walked,
    key: field.alias?.value ?? field.name.value,
    query: subscription.kind === 'one' || subscription.kind === 'whole' ? asked(walked, field, subscription, followed) : null,
    listing: subscription.kind === 'list' ? listingOf(schema, walked, field, subscription, personal) : null,
    followed,
    personal: subscription.kind === 'note' || walked.occurrences.some(({ node, types }) => types.some(type => personal.has(`${type.name}.${node.name.value}`))),
  };
}

/** The id and the cursor of a subscription. Throws what graphql-js says of a missing or malformed argument. */
export function argumentsOf({ walked, field, subscription }: Question, variables: Variables): { id: string | null; after: string | null } {
  const declared = walked.root.getFields()[field.name.value];
  const given = declared ? getArgumentValues(declared, field, variables) : {};
  const id = subscription.kind === 'one' ? given[subscription.argument ?? 'id'] : null;
  return { id: typeof id === 'string' ? id : null, after: typeof given.after === 'string' ? given.after : null };
}

/** The one field of a subscription, wherever fragments put it; validation saw to it that there is one. */
function rootField(walked: Walk): FieldNode {
  let set = walked.operation.selectionSet;
  for (;;) {
    const [selection] = set.selections;
    if (!selection || (selection.directives?.length ?? 0) > 0) throw badRequest('BAD_USER_INPUT', 'A subscription takes no directive on its one field: leave it out instead.');
    if (selection.kind === Kind.FIELD) return selection;
    set = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragmentOf(walked, selection.name.value).selectionSet;
  }
}

/** `subscription { x: memberChanged(id: $i, after: $a) {...} }` as `query { x: member(id: $i) {...} }`, and what else is watched. */
function asked(walked: Walk, field: FieldNode, subscription: OneSubscription | WholeSubscription, followed: readonly Followed[]): Asked {
  const given = (field.arguments ?? []).filter(({ name }) => name.value !== 'after');
  return queryOf(walked, [{
    ...field,
    alias: field.alias ?? field.name, // the answer stands under the name it was asked by
    name: { kind: Kind.NAME, value: subscription.query },
    arguments: subscription.kind === 'whole' ? given : given.map(argument => ({ ...argument, name: { kind: Kind.NAME, value: 'id' } })),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(field.selectionSet?.selections ?? []), ...followed.map(selectionOf)] },
  }]);
}
