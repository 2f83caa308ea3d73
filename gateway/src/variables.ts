import {
  coerceInputValue, getVariableValues, GraphQLError, isInputType, isScalarType, Kind, typeFromAST,
  type GraphQLSchema, type OperationDefinitionNode,
} from 'graphql';
import { MinorUnits } from '@deskgraph/kit';
import { GraphQLDateTimeISO } from 'graphql-scalars';

/** The scalars whose form the rooms check: a schema read from a file knows only their names. */
const scalars = [GraphQLDateTimeISO, MinorUnits];

/** Teaches a schema to read the scalars of the rooms, so that a malformed one is refused before anything is planned. */
export function teachScalars(schema: GraphQLSchema): void {
  for (const { name, parseValue, parseLiteral } of scalars) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}

/** The client error for variables that are missing or have the wrong form, with the path of the first; null when all are well. */
export function brokenByForm(
  schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  const { errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 });
  const [error] = errors ?? [];
  if (!error) return null;
  const field = firstFault(schema, variableDefinitions, variables);
  const message = error.message.replace(/ Did you mean .*\?$/, ''); // names of what the caller may not know
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', ...(field && { field }), http: { status: 400 } } });
}

function firstFault(
  schema: GraphQLSchema, definitions: NonNullable<OperationDefinitionNode['variableDefinitions']>, variables: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const { variable, type: node, defaultValue } of definitions) {
    const { value: name } = variable.name;
    const type = typeFromAST(schema, node);
    if (!isInputType(type) || (!Object.hasOwn(variables, name) && defaultValue)) continue;
    if (!Object.hasOwn(variables, name)) {
      if (node.kind === Kind.NON_NULL_TYPE) return name;
      continue;
    }
    const faults: string[] = [];
    coerceInputValue(variables[name], type, path => faults.push([name, ...path].join('.')));
    if (faults[0] !== undefined) return faults[0];
  }
  return undefined;
}
