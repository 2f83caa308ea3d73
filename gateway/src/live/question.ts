import { createHash } from 'node:crypto';
import { getArgumentValues, Kind, OperationTypeNode, print, visit, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { badRequest, fragmentOf, walk, type Variables, type Walk } from '../guard/walk.js';
import type { Subscription, Subscriptions } from './table.js';

/** What a subscription asks, read once for all who send the same text. */
export interface Question {
  readonly subscription: Subscription;
  readonly field: FieldNode;
  readonly walked: Walk;
  /** The name under which the answer stands. */
  readonly key: string;
  /** What is asked again after an event, and its SHA-256. Null where the event itself is the answer. */
  readonly query: { readonly text: string; readonly hash: string; readonly variables: ReadonlySet<string> } | null;
  /** Whether the answer depends on who asks beyond their rights. */
  readonly personal: boolean;
}

/** Reads a valid subscription. Throws a client error for one that is conditional. */
export function questionOf(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined, table: Subscriptions, personal: ReadonlySet<string>): Question {
  const walked = walk(schema, document, operationName);
  const field = rootField(walked);
  const subscription = table[field.name.value];
  if (!subscription) throw badRequest('BAD_USER_INPUT', `There is no subscription ${field.name.value}.`);
  return {
    subscription,
    field,
    walked,
    key: field.alias?.value ?? field.name.value,
    query: subscription.kind === 'one' ? asked(walked, field, subscription.query) : null,
    personal: subscription.kind === 'note' || walked.occurrences.some(({ node, types }) => types.some(type => personal.has(`${type.name}.${node.name.value}`))),
  };
}

/** The arguments of a subscription's field. Throws what graphql-js says of a missing or malformed one. */
export function argumentsOf({ walked, field }: Question, variables: Variables): { id?: string; after?: string | null } {
  const declared = walked.root.getFields()[field.name.value];
  return declared ? getArgumentValues(declared, field, variables) : {};
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

/** `subscription { x: memberChanged(id: $i, after: $a) {...} }` as `query { x: member(id: $i) {...} }`. */
function asked(walked: Walk, field: FieldNode, query: string): NonNullable<Question['query']> {
  const alias = field.alias ?? field.name; // the answer stands under the name it was asked by
  const root: FieldNode = { ...field, alias, name: { kind: Kind.NAME, value: query }, arguments: field.arguments?.filter(argument => argument.name.value !== 'after') };
  const variables = new Set<string>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const read = (node: FieldNode | FragmentDefinitionNode): void => {
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        if (fragments.has(name.value)) return;
        fragments.set(name.value, fragmentOf(walked, name.value));
        read(fragmentOf(walked, name.value));
      },
    });
  };
  read(root);
  const operation: OperationDefinitionNode = {
    ...walked.operation,
    operation: OperationTypeNode.QUERY,
    directives: [],
    variableDefinitions: walked.operation.variableDefinitions?.filter(({ variable }) => variables.has(variable.name.value)),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [root] },
  };
  const text = print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] });
  return { text, hash: createHash('sha256').update(text).digest('base64'), variables };
}
