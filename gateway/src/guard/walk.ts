import {
  getOperationAST, getDirectiveValues, getNamedType, GraphQLError, GraphQLIncludeDirective, GraphQLSkipDirective, isAbstractType,
  isCompositeType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef,
} from 'graphql';
import type {
  DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLField, GraphQLObjectType, GraphQLSchema,
  OperationDefinitionNode, SelectionNode, SelectionSetNode,
} from 'graphql';

/** Coerced variables. */
export type Variables = Readonly<Record<string, unknown>>;

/** One field as written in the document. */
export interface Occurrence {
  /** Its place in `Walk.occurrences`. */
  readonly index: number;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  /** The object types it asks: its parent, or for an interface or union every possible one. */
  readonly types: readonly GraphQLObjectType[];
}

/** What one operation of a document asks, whoever asks and whatever the variables. */
export interface Walk {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  /** Query, Mutation or Subscription. */
  readonly root: GraphQLObjectType;
  /** The fragments the operation reaches. */
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Every field of a type of ours, once; `__typename` is free, and so is what lies below `__schema` and `__type`. */
  readonly occurrences: readonly Occurrence[];
  readonly byNode: ReadonlyMap<FieldNode, Occurrence>;
  readonly parents: ReadonlyMap<SelectionSetNode, GraphQLCompositeType>;
  /** Whether @skip or @include occurs anywhere. */
  readonly conditional: boolean;
}

/** A client error: answered with 400. */
export function badRequest(code: string, message: string, node?: FieldNode): GraphQLError {
  return new GraphQLError(message, { nodes: node, extensions: { code, http: { status: 400 } } });
}

const walks = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string, Walk>>>();

/** The walk over one operation of a valid document; remembered as long as the document is. Throws a client error for an unknown one. */
export function walk(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): Walk {
  const ofSchema = walks.get(schema) ?? new WeakMap<DocumentNode, Map<string, Walk>>();
  const ofDocument = ofSchema.get(document) ?? new Map<string, Walk>();
  const operation = getOperationAST(document, operationName);
  if (!operation) throw badRequest('OPERATION_RESOLUTION_FAILURE', operationName == null
    ? 'The document has several operations: operationName must say which.'
    : `The document has no operation named "${operationName}".`);
  const name = operation.name?.value ?? '';
  const known = ofDocument.get(name);
  if (known) return known;
  const made = survey(schema, document, operation);
  walks.set(schema, ofSchema.set(document, ofDocument.set(name, made)));
  return made;
}

function survey(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Walk {
  const definitions = new Map(document.definitions.flatMap(it => (it.kind === Kind.FRAGMENT_DEFINITION ? [[it.name.value, it]] : [])));
  const fragments = new Map<string, FragmentDefinitionNode>();
  const occurrences: Occurrence[] = [];
  const parents = new Map<SelectionSetNode, GraphQLCompositeType>();
  let conditional = false;

  const enter = (set: SelectionSetNode, parent: GraphQLCompositeType): void => {
    parents.set(set, parent);
    for (const selection of set.selections) {
      conditional ||= selection.directives?.some(isCondition) ?? false;
      if (selection.kind === Kind.FIELD) meet(selection, parent);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) spread(selection.name.value);
      else enter(selection.selectionSet, narrowed(selection.typeCondition?.name.value, parent));
    }
  };
  const spread = (name: string): void => {
    if (fragments.has(name)) return;
    const fragment = definitions.get(name);
    if (!fragment) throw invalid(`There is no fragment ${name}.`);
    fragments.set(name, fragment);
    enter(fragment.selectionSet, narrowed(fragment.typeCondition.name.value));
  };
  const meet = (node: FieldNode, parent: GraphQLCompositeType): void => {
    const alias = node.alias?.value;
    if (node.name.value === '__typename' && alias !== '__proto__') return;
    // The guard and the gateway read `__typename` out of the data: no field may pose as it. As `__proto__` nothing stands in an object.
    if (alias?.startsWith('__')) {
      throw badRequest('BAD_USER_INPUT', 'Only __typename may have an alias that begins with "__", and not "__proto__".', node);
    }
    const field = fieldOf(schema, parent, node.name.value);
    if (!field) throw invalid(`${parent.name} has no field ${node.name.value}.`, node);
    if (!parent.name.startsWith('__')) {
      const types = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
      occurrences.push({ index: occurrences.length, node, field, types });
    }
    const returned = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(returned)) enter(node.selectionSet, returned);
  };
  const narrowed = (name: string | undefined, parent?: GraphQLCompositeType): GraphQLCompositeType => {
    const type = name === undefined ? parent : schema.getType(name);
    if (!isCompositeType(type)) throw invalid(`There is no object, interface or union ${name}.`);
    return type;
  };

  const root = schema.getRootType(operation.operation);
  if (!root) throw invalid(`There is no ${operation.operation} here.`);
  enter(operation.selectionSet, root);
  return { schema, operation, root, fragments, occurrences, byNode: new Map(occurrences.map(it => [it.node, it])), parents, conditional };
}

const invalid = (message: string, node?: FieldNode) => badRequest('GRAPHQL_VALIDATION_FAILED', message, node);

/** A fragment that the operation reaches. */
export function fragmentOf({ fragments }: Walk, name: string): FragmentDefinitionNode {
  const fragment = fragments.get(name);
  if (!fragment) throw invalid(`There is no fragment ${name}.`);
  return fragment;
}

/** A field of a type, `__schema` and `__type` included. */
export function fieldOf(schema: GraphQLSchema, parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType() && name === '__schema') return SchemaMetaFieldDef;
  if (parent === schema.getQueryType() && name === '__type') return TypeMetaFieldDef;
  return 'getFields' in parent ? parent.getFields()[name] : undefined;
}

const isCondition = ({ name }: { name: { value: string } }) => name.value === 'skip' || name.value === 'include';

/** Whether @skip or @include take the selection out. Throws a client error when a condition is null. */
export function isSkipped(selection: SelectionNode, variables: Variables): boolean {
  if (!selection.directives?.length) return false;
  try {
    return getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true
      || getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false;
  } catch (error) {
    throw badRequest('BAD_USER_INPUT', error instanceof Error ? error.message : 'A condition has no value.');
  }
}

/** The occurrences that these variables do not skip. */
export function reached(walked: Walk, variables: () => Variables): readonly Occurrence[] {
  if (!walked.conditional) return walked.occurrences;
  const entered = new Set<string>();
  const found: Occurrence[] = [];
  const enter = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (isSkipped(selection, variables())) continue;
      if (selection.kind === Kind.FIELD) {
        const occurrence = walked.byNode.get(selection);
        if (occurrence) found.push(occurrence);
        if (selection.selectionSet) enter(selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        enter(selection.selectionSet);
      } else if (!entered.has(selection.name.value)) {
        entered.add(selection.name.value);
        enter(fragmentOf(walked, selection.name.value).selectionSet);
      }
    }
  };
  enter(walked.operation.selectionSet);
  return found;
}
