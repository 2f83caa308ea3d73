import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Identity } from './Identity.js';

const YouSection_query = graphql(`
  query YouSection {
    viewer {
      id
      ...Identity_viewer
    }
  }
`);

/** Who one is here, and what that allows. */
export function YouSection() {
  const { data, loading, error, refetch } = useQuery(YouSection_query);
  return (
    <Outcome what="account" rows={data?.viewer} loading={loading} error={error} onRetry={() => void refetch()}>
      {viewer => <Identity viewer={viewer} />}
    </Outcome>
  );
}
