import { createHash } from 'node:crypto';
import { Kind, OperationTypeNode, print, visit, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode, type VariableDefinitionNode } from 'graphql';
import { fragmentOf, type Variables, type Walk } from '../guard/walk.js';

/** A query that is asked again and again, and its SHA-256. */
export interface Asked {
  readonly document: DocumentNode;
  readonly text: string;
  readonly hash: string;
  /** The names of the variables it uses. */
  readonly variables: ReadonlySet<string>;
}

/** The query of these fields, with what they use of an operation's variables and fragments, and variables of its own. */
export function queryOf(walked: Walk, roots: readonly FieldNode[], own: readonly VariableDefinitionNode[] = []): Asked {
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
  roots.forEach(read);
  const operation: OperationDefinitionNode = {
    ...walked.operation,
    operation: OperationTypeNode.QUERY,
    directives: [],
    variableDefinitions: [...(walked.operation.variableDefinitions ?? []).filter(({ variable }) => variables.has(variable.name.value)), ...own],
    selectionSet: { kind: Kind.SELECTION_SET, selections: roots },
  };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments.values()] };
  const text = print(document);
  return { document, text, hash: createHash('sha256').update(text).digest('base64'), variables };
}

/** Those of the variables that a query uses. */
export function usedBy({ variables: names }: Asked, variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
}

/** A name that stands nowhere in what somebody asks. */
export function unusedName(walked: Walk, name: string): string {
  const taken = new Set<string>();
  const note = ({ value }: { value: string }): void => void taken.add(value);
  [walked.operation, ...walked.fragments.values()].forEach(node => visit(node, { Name: note }));
  while (taken.has(name)) name += '_';
  return name;
}

/** A field of this name. */
export function fieldNode(name: string, { alias, selections, ...rest }: { alias?: string; selections?: readonly SelectionNode[] } & Pick<FieldNode, 'arguments'> = {}): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(alias !== undefined && { alias: { kind: Kind.NAME, value: alias } }),
    ...(selections && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
    ...rest,
  };
}
