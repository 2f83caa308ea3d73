import { getIntrospectionQuery, print } from 'graphql';
import { graphql } from '../gql/index.js';
import type { AskerQuery } from '../gql/graphql.js';
import type { Question } from './ask.js';

const Asker_query = graphql(`
  query Asker {
    viewer {
      id
      name
      permissions
      member {
        id
      }
      role {
        id
        key
        name
      }
      organization {
        id
        name
      }
      memberships {
        role
        organization {
          id
          name
        }
      }
    }
  }
`);

/** Whom the graph answers. */
export type Asker = NonNullable<AskerQuery['viewer']>;

/** The question whom the graph answers. */
export const readAsker: Question = { query: print(Asker_query), operationName: 'Asker' };

/** The asker in an answer, null when the graph knows nobody. */
export function askerIn(answer: { readonly data?: unknown }): Asker | null {
  return (answer.data as AskerQuery | null | undefined)?.viewer ?? null; // the shape is what the document above asks for
}

/** The question for the whole schema, which not everybody may ask. */
export const readSchema: Question = {
  query: getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true }),
  operationName: 'IntrospectionQuery',
};
