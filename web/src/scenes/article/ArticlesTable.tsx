import { useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import type { ArticleFilter, ArticleState, ArticleVisibility } from '../../gql/graphql.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Choice } from '../../parts/Choice.js';
import { More } from '../../parts/More.js';
import { Moment } from '../../parts/Moment.js';
import { Outcome } from '../../parts/Outcome.js';
import { Card, Empty } from '../../parts/Section.js';
import { Cell, type Column, Line, NameCell, Nothing, Table } from '../../parts/Table.js';
import { Tag } from '../../parts/Tag.js';
import { oneOf, useFilters } from '../../useFilters.js';
import { stateWords, visibilityWords } from './articleWords.js';

const ArticlesTable_query = graphql(`
  query ArticlesTable($filter: ArticleFilter, $after: String) {
    articles(filter: $filter, first: 25, after: $after) {
      nodes {
        id
        ...ArticlesTable_article
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);
const ArticlesTable_article = graphql(`
  fragment ArticlesTable_article on Article {
    id
    number
    title
    state
    visibility
    version
    publishedVersion
    language
    changedAt
    author {
      id
      name
    }
  }
`);

const states = Object.keys(stateWords) as ArticleState[];
const visibilities = Object.keys(visibilityWords) as ArticleVisibility[];
const stateOptions = [{ value: '', label: 'Any state' }, ...states.map(value => ({ value, label: stateWords[value].label }))];
const visibilityOptions = [{ value: '', label: 'For anybody' }, ...visibilities.map(value => ({ value, label: visibilityWords[value].label }))];
const columns: readonly Column[] = [
  { label: 'Article' },
  { label: 'State' },
  { label: 'For', isExtra: true },
  { label: 'Language', isExtra: true },
  { label: 'Written by', isExtra: true },
  { label: 'Changed', isFigure: true },
];

/** All articles, the last changed first. */
export function ArticlesTable() {
  const { values, set, isAny, clear } = useFilters('state', 'visibility');
  const state = oneOf(states, values.state);
  const visibility = oneOf(visibilities, values.visibility);
  const filter: ArticleFilter = { ...(state && { state }), ...(visibility && { visibility }) };
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(ArticlesTable_query, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const rows = (data ?? (loading ? previousData : undefined))?.articles;
  return (
    <>
      <Group gap={8}>
        <Choice label="State" options={stateOptions} value={values.state} onChoose={value => set('state', value)} />
        <Choice label="For whom" options={visibilityOptions} value={values.visibility} onChoose={value => set('visibility', value)} />
        {isAny && (
          <Button variant="subtle" onClick={clear}>
            Clear filter
          </Button>
        )}
      </Group>
      <Card>
        <Outcome what="articles" rows={rows} loading={loading} error={error} onRetry={() => void refetch()}>
          {({ nodes, pageInfo, totalCount }) =>
            nodes.length === 0 ? (
              <Empty
                title={isAny ? 'No article matches' : 'No articles yet'}
                words={isAny ? 'There is none in that state, for those readers.' : 'Write down what is asked often: it is found from every ticket.'}
                action={
                  isAny && (
                    <Button variant="default" onClick={clear}>
                      Clear filter
                    </Button>
                  )
                }
              />
            ) : (
              <>
                <Table label={`Articles, ${totalCount} in all`} columns={columns}>
                  {nodes.map(article => (
                    <ArticleLine key={article.id} article={article} />
                  ))}
                </Table>
                <More page={pageInfo} onMore={after => fetchMore({ variables: { after } })} />
              </>
            )
          }
        </Outcome>
      </Card>
    </>
  );
}

function ArticleLine(props: { article: FragmentType<typeof ArticlesTable_article> }) {
  const { id, number, title, state, visibility, version, publishedVersion, language, changedAt, author } = read(ArticlesTable_article, props.article);
  const isAhead = publishedVersion !== null && version > publishedVersion;
  return (
    <Line>
      <NameCell to={`/knowledge/${id}`} detail={`Article ${number}, version ${version}`}>
        {title}
      </NameCell>
      <Cell>
        <Tag tone={stateWords[state].tone}>{stateWords[state].label}</Tag> {isAhead && <Tag tone="warn">Newer draft</Tag>}
      </Cell>
      <Cell isExtra>{visibilityWords[visibility].label}</Cell>
      <Cell isExtra>{language}</Cell>
      <Cell isExtra>{author?.name ?? <Nothing words="unknown" />}</Cell>
      <Cell isFigure>
        <Moment at={changedAt} />
      </Cell>
    </Line>
  );
}
