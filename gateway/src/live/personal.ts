import { Kind, parse } from 'graphql';

/**
 * `Type.field` of every field, of answers and of inputs, that carries `@tag(name: "personal")` in the supergraph: what it answers or asks depends on who
 * asks beyond their rights, so that no two people may share it.
 */
export function personalFields(supergraph: string): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const definition of parse(supergraph, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of definition.fields ?? []) {
      const isPersonal = directives.some(
        directive => directive.name.value === 'tag' && directive.arguments?.some(({ value }) => value.kind === Kind.STRING && value.value === 'personal'),
      );
      if (isPersonal) fields.add(`${definition.name.value}.${name.value}`);
    }
  }
  return fields;
}
