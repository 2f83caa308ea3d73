import { useQuery } from '@apollo/client/react';
import { Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../gql/index.js';
import { Diff } from '../../parts/Diff.js';
import { More } from '../../parts/More.js';
import { Moment } from '../../parts/Moment.js';
import { Outcome } from '../../parts/Outcome.js';
import { Inset, Row, Rows, Section } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';

const ArticleVersions_query = graphql(`
  query ArticleVersions($articleId: ID!, $after: String) {
    articleVersions(articleId: $articleId, first: 25, after: $after) {
      nodes {
        id
        version
        title
        body
        createdAt
        author {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface ArticleVersionsProps {
  readonly articleId: string;
  /** The newest there is: another one is asked for anew. */
  readonly version: number;
  readonly publishedVersion: number | null;
}

/** How an article came to be as it is, and what changed between any two versions. */
export function ArticleVersions({ articleId, version, publishedVersion }: ArticleVersionsProps) {
  const { data, loading, error, refetch, fetchMore } = useQuery(ArticleVersions_query, { variables: { articleId }, fetchPolicy: 'cache-and-network' });
  const [chosen, setChosen] = useState<{ before: number; after: number } | null>(null);
  const { before, after } = chosen ?? { before: Math.max(1, version - 1), after: version };
  return (
    <Section id="versions" title="Versions">
      <Outcome what="versions" rows={data?.articleVersions} loading={loading} error={error} onRetry={() => void refetch()}>
        {({ nodes, pageInfo }) => {
          const options = nodes.map(node => ({ value: String(node.version), label: `Version ${node.version}` }));
          const [left, right] = [nodes.find(node => node.version === before), nodes.find(node => node.version === after)];
          return (
            <>
              <Rows label="Versions">
                {nodes.map(node => (
                  <Row
                    key={node.id}
                    title={`Version ${node.version}`}
                    tags={node.version === publishedVersion && <Tag tone="good">Published</Tag>}
                    detail={
                      <>
                        {node.title}
                        {node.author && `, by ${node.author.name}`}
                      </>
                    }
                    facts={<Moment at={node.createdAt} />}
                  />
                ))}
              </Rows>
              <More page={pageInfo} onMore={cursor => fetchMore({ variables: { after: cursor } })} />
              {nodes.length > 1 && (
                <>
                  <Inset>
                    <Group gap={8}>
                      <NativeSelect
                        label="Compare"
                        data={options}
                        value={String(before)}
                        onChange={event => setChosen({ before: Number(event.currentTarget.value), after })}
                      />
                      <NativeSelect
                        label="with"
                        data={options}
                        value={String(after)}
                        onChange={event => setChosen({ before, after: Number(event.currentTarget.value) })}
                      />
                    </Group>
                  </Inset>
                  {left && right && (
                    <Diff
                      label={`From version ${before} to version ${after}`}
                      before={`${left.title}\n\n${left.body}`}
                      after={`${right.title}\n\n${right.body}`}
                    />
                  )}
                </>
              )}
            </>
          );
        }}
      </Outcome>
    </Section>
  );
}
