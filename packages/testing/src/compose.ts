// What schema/ holds, made anew from the rooms' classes and the gateway's rules.
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { roleMatrix, rules } from '@deskgraph/gateway';
import { permissions, subgraphs } from '@deskgraph/host';
import type { BuiltInRole } from '@deskgraph/kit';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';

const roles: readonly BuiltInRole[] = ['owner', 'admin', 'manager', 'agent', 'analyst', 'viewer'];

/** Every file of schema/ by its name. Throws with the composition's own errors and hints. */
export async function schemaFiles(): Promise<Record<string, string>> {
  const rooms = subgraphs.map(subgraph => ({ name: subgraph.name, sdl: subgraph.build().sdl }));
  const { supergraphSdl, errors = [], hints = [] } = composeServices(
    rooms.map(({ name, sdl }) => ({ name, url: `http://${name}.deskgraph.internal/graphql`, typeDefs: parse(sdl) })),
  );
  const faults = [...errors.map(error => error.message), ...hints.map(hint => `${hint.definition.code}: ${hint.message}`)];
  if (!supergraphSdl || faults.length > 0) throw new Error(`The rooms do not compose:\n${faults.join('\n')}`);

  const api = lexicographicSortSchema(Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema());
  const holding = (role: BuiltInRole) => Object.keys(permissions).filter(atom => permissions[atom]?.roles.includes(role));
  const owner = holding('owner');
  const callers = {
    ...Object.fromEntries(roles.map(role => [role, { permissions: holding(role) }])),
    'owner by API key': { permissions: owner.filter(atom => permissions[atom]?.forKeys), credential: 'API_KEY' as const },
    'owner by access token': { permissions: owner, credential: 'ACCESS_TOKEN' as const },
    'owner, suspended': { permissions: owner, organizationState: 'SUSPENDED' as const },
  };
  return {
    ...Object.fromEntries(rooms.map(({ name, sdl }) => [`${name}.graphql`, sdl])),
    'supergraph.graphql': `${supergraphSdl}\n`,
    'api.graphql': `${printSchema(api)}\n`,
    'permissions.json': `${JSON.stringify(permissions, null, 2)}\n`,
    'rights.tsv': await roleMatrix(api, rules, callers),
  };
}
