import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';

const Whose_query = graphql(`
  query Whose {
    members(first: 100, filter: { state: ACTIVE }, orderBy: { field: NAME }) {
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

/** Who may be given work, as far as the viewer may see them: a hundred members, and the teams. */
export function useWhose() {
  const { data } = useQuery(Whose_query);
  return { members: data?.members?.nodes ?? [], teams: data?.teams ?? [] };
}
