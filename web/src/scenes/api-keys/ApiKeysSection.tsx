import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../../gql/index.js';
import { More } from '../../parts/More.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Rows, Section } from '../../parts/Section.js';
import { ApiKeyRow } from './ApiKeyRow.js';
import { CreateKeyDialog } from './CreateKeyDialog.js';

const ApiKeysSection_query = graphql(`
  query ApiKeysSection($after: String) {
    apiKeys(first: 25, after: $after) {
      nodes {
        id
        ...ApiKeyRow_apiKey
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface ApiKeysSectionProps {
  /** What the viewer may do, so what a key of theirs may be given. */
  readonly permissions: readonly string[];
  readonly mayCreate: boolean;
}

/** Keys with which programs ask the graph. */
export function ApiKeysSection({ permissions, mayCreate }: ApiKeysSectionProps) {
  const { data, loading, error, refetch, fetchMore } = useQuery(ApiKeysSection_query, { fetchPolicy: 'cache-and-network' });
  const [isCreating, setIsCreating] = useState(false);
  return (
    <Section
      id="api-keys"
      title="API keys"
      lead="For programs. A key can never do more than the person who made it."
      action={
        mayCreate && (
          <Button variant="default" leftSection={<IconKey size={16} stroke={1.7} aria-hidden />} onClick={() => setIsCreating(true)}>
            Create key
          </Button>
        )
      }
    >
      <Outcome what="API keys" rows={data?.apiKeys} loading={loading} error={error} onRetry={() => void refetch()}>
        {({ nodes, pageInfo }) => (
          <>
            {nodes.length === 0 && (
              <Empty
                title="No API keys"
                words={mayCreate ? 'Create one for the first program that should ask the graph.' : 'Nobody has made one yet.'}
              />
            )}
            <Rows label="API keys">
              {nodes.map(apiKey => (
                <ApiKeyRow key={apiKey.id} apiKey={apiKey} />
              ))}
            </Rows>
            <More page={pageInfo} onMore={after => fetchMore({ variables: { after } })} />
          </>
        )}
      </Outcome>
      {isCreating && <CreateKeyDialog permissions={permissions} onClose={() => setIsCreating(false)} />}
    </Section>
  );
}
