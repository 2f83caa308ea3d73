import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';

const people_query = graphql(`
  query people {
    members(filter: { state: ACTIVE }, first: 100) {
      nodes {
        id
        name
      }
    }
    teams {
      id
      name
    }
  }
`);

/** Whom and which teams a ticket may be given to; asked once, when somebody needs it. */
export function usePeople(isNeeded: boolean) {
  return useQuery(people_query, { skip: !isNeeded }).data;
}
