import fc from 'fast-check';
import {
  getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField, isScalarType,
  type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema,
} from 'graphql';

/** An operation the generator made. */
export interface Operation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The root field it asks. */
  readonly field: string;
  readonly text: string;
  readonly variables: Record<string, unknown>;
  /** Every `Type.field` it selects. */
  readonly selected: readonly string[];
  /** Which kind of id its arguments hold; null when they hold none. */
  readonly ids: IdKind | null;
}

/** Whose id goes into the arguments. */
export type IdKind = 'own' | 'foreign' | 'missing' | 'malformed';

/** Ids to choose from. */
export type IdPools = Readonly<Record<IdKind, readonly string[]>>;

const depthLimit = 4;

/** How operations are made. `complete` gives every optional argument and input field too. */
export interface GeneratorOptions {
  readonly seed: number;
  /** How many at the least: each root field is asked as often. */
  readonly count: number;
  readonly complete?: boolean;
  /** Which roots are asked; queries and mutations unless said. */
  readonly kinds?: readonly Operation['kind'][];
}

/** Generates operations over every root field of the schema; the same seed gives the same ones. */
export function generateOperations(schema: GraphQLSchema, pools: IdPools, options: GeneratorOptions): Operation[] {
  const types = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() };
  const { kinds = ['query', 'mutation'] } = options;
  const roots = kinds.flatMap(kind => Object.values(types[kind]?.getFields() ?? {}).map(field => ({ kind, field })));
  const perRoot = Math.ceil(options.count / roots.length);
  return roots.flatMap(({ kind, field }, index) => fc.sample(operationOf(schema, kind, field, pools, options.complete ?? false), { seed: options.seed + index, numRuns: perRoot }));
}

function operationOf(schema: GraphQLSchema, kind: Operation['kind'], field: GraphQLField<unknown, unknown>, pools: IdPools, complete: boolean): fc.Arbitrary<Operation> {
  // A mutation that found its own organization's rows would change the ground under the others: those have tests of their own.
  const kinds: IdKind[] = kind === 'mutation' ? ['foreign', 'missing', 'malformed'] : ['own', 'foreign', 'missing', 'malformed'];
  const selected: string[] = [];
  const root = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[kind];
  const selection = select(schema, field.type, 1, selected);
  const declared = field.args.map(argument => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = field.args.map(argument => `${argument.name}: $${argument.name}`).join(', ');
  const text = `${kind} Fuzz${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection} }`;
  return fc.constantFrom(...kinds).chain(ids =>
    argumentsOf(field.args, { ids: pools[ids], texts: kind === 'query' ? pools[ids] : [], complete }).map(variables => ({
      kind,
      field: field.name,
      text,
      variables,
      selected: [`${root}.${field.name}`, ...selected],
      ids: JSON.stringify(field.args.map(argument => holdsId(argument.type, 0))).includes('true') ? ids : null,
    })),
  );
}

/**
 * Every leaf, and every object down to the depth limit, but none that stands above already, unless what points back is met nowhere else, and no list in a
 * list, but for short ones in a page: what goes in circles or multiplies costs more than the gateway lets through.
 */
function select(schema: GraphQLSchema, type: GraphQLOutputType, depth: number, selected: string[], above: readonly string[] = [], within: 'page' | 'list' | null = null): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  const objects: readonly GraphQLObjectType[] = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
  const parts = objects.map(object => {
    const path = [...above, object.name];
    const isWanted = ({ type, args }: GraphQLField<unknown, unknown>, of = getNamedType(type), isList = isListType(getNullableType(type))): boolean =>
      !isCompositeType(of) || ((depth < depthLimit - 1 || !isList) && depth < depthLimit && !above.includes(object.name) && (depth === 1 || !path.includes(of.name) || (depth === 2 && isOnlyBelow(schema, object, of))) && !(isList && (within === 'list' || (within === 'page' && args.length > 0))));
    const fields = Object.values(object.getFields()).filter(field => !field.args.some(isRequiredArgument) && isWanted(field));
    const body = fields.map(field => {
      selected.push(`${object.name}.${field.name}`);
      return `${field.name} ${select(schema, field.type, depth + 1, selected, path, within === 'list' || !isListType(getNullableType(field.type)) ? within : object.name.endsWith('Connection') ? 'page' : 'list')}`;
    });
    return isAbstractType(named) ? `... on ${object.name} { ${body.join(' ')} }` : body.join(' ');
  });
  return `{ __typename ${parts.join(' ')} }`;
}

/** Whether a type is met nowhere but in fields of another. */
function isOnlyBelow(schema: GraphQLSchema, type: GraphQLObjectType, other: GraphQLNamedType): boolean {
  return Object.values(schema.getTypeMap()).every(parent => parent === other || !isObjectType(parent) || Object.values(parent.getFields()).every(field => getNamedType(field.type) !== type));
}

/** Ids for arguments of type ID, and ids that stand in text: a mutation would store those, and later answers would look like leaks. */
interface Values {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /** Whether optional ones are always there. */
  readonly complete: boolean;
}

function argumentsOf(args: readonly GraphQLArgument[], values: Values): fc.Arbitrary<Record<string, unknown>> {
  const required = args.filter(argument => values.complete || isRequiredArgument(argument)).map(argument => argument.name);
  return fc.record(Object.fromEntries(args.map(argument => [argument.name, valueOf(argument.type, argument.name, values)])), { requiredKeys: required });
}

function valueOf(type: GraphQLInputType, name: string, values: Values): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valueOf(type.ofType, name, values);
  if (isListType(type)) return fc.array(valueOf(type.ofType, name, values), { minLength: 1, maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(value => value.name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter(field => values.complete || isRequiredInputField(field)).map(field => field.name);
    return fc.record(Object.fromEntries(fields.map(field => [field.name, valueOf(field.type, field.name, values)])), { requiredKeys: required });
  }
  return scalarOf(type.name, name, values);
}

function scalarOf(type: string, name: string, { ids, texts }: Omit<Values, 'complete'>): fc.Arbitrary<unknown> {
  if (type === 'ID') return fc.constantFrom(...ids);
  if (type === 'Int') return name === 'first' ? fc.integer({ min: 1, max: 20 }) : fc.integer();
  if (type === 'MinorUnits') return fc.nat();
  if (type === 'Boolean') return fc.boolean();
  if (type === 'Float') return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (type === 'DateTimeISO') return fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(date => date.toISOString());
  if (name === 'email') return fc.uuid().map(id => `fuzz-${id}@example.com`);
  if (name === 'after') return fc.constantFrom('0', ...ids.map(id => Buffer.from(JSON.stringify(['A', id, 'ASCmember.name'])).toString('base64url')));
  return fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('%', '_', 'a', ...texts));
}

function holdsId(type: GraphQLInputType, depth: number): boolean {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return holdsId(nullable.ofType, depth);
  if (isScalarType(nullable)) return nullable.name === 'ID';
  return isInputObjectType(nullable) && depth < 3 && Object.values(nullable.getFields()).some(field => holdsId(field.type, depth + 1));
}
