import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Section } from '../../parts/Section.js';
import { OrganizationCard } from './OrganizationCard.js';

const OrganizationSection_query = graphql(`
  query OrganizationSection {
    organization {
      id
      ...OrganizationCard_organization
    }
  }
`);

/** The organization one works in. */
export function OrganizationSection() {
  const { data, loading, error, refetch } = useQuery(OrganizationSection_query, { fetchPolicy: 'cache-and-network' });
  return (
    <Section id="organization" title="Organization" lead="What everybody here works under.">
      <Outcome what="organization" rows={data?.organization} loading={loading} error={error} onRetry={() => void refetch()}>
        {organization => <OrganizationCard organization={organization} />}
      </Outcome>
    </Section>
  );
}
