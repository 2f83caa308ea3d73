import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Notice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import { Card, Empty, Row, Rows } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { oneOf } from '../../useFilters.js';
import classes from './KnowledgeHits.module.css';
import { kindWords } from './articleWords.js';
import { plainParts } from '../../plain.js';

const KnowledgeHits_query = graphql(`
  query KnowledgeHits($text: String!, $filter: KnowledgeSearchFilter) {
    knowledgeSearch(text: $text, filter: $filter, first: 20) {
      nodes {
        ...KnowledgeHits_hit
      }
      corrections {
        written
        read
      }
      totalCount
    }
  }
`);
const KnowledgeHits_hit = graphql(`
  fragment KnowledgeHits_hit on KnowledgeHit {
    kind
    title
    snippet {
      text
      isMatch
    }
    article {
      id
      number
    }
    ticket {
      id
      number
    }
  }
`);

/** What answers a question best, with the words that match. */
export function KnowledgeHits({ text, kind }: { text: string; kind: string }) {
  const only = oneOf(['ARTICLE', 'TICKET'] as const, kind);
  const variables = { text, filter: only ? { kind: only } : {} };
  const { data, previousData, loading, error, refetch } = useQuery(KnowledgeHits_query, { variables, fetchPolicy: 'cache-and-network' });
  const found = (data ?? (loading ? previousData : undefined))?.knowledgeSearch;
  return (
    <div className={classes.hits} aria-busy={loading}>
      {found && found.corrections.length > 0 && (
        <Notice>
          Read as{' '}
          {found.corrections.map(({ written, read: understood }, place) => (
            <span key={written}>
              {place > 0 && ', '}
              <strong>{understood}</strong> for “{written}”
            </span>
          ))}
          .
        </Notice>
      )}
      <Card>
        <Outcome what="answers" rows={found} loading={loading} error={error} onRetry={() => void refetch()}>
          {({ nodes }) =>
            nodes.length === 0 ? (
              <Empty title="Nothing is known of this" words="Try other words, or fewer. What is a draft or archived is not found." />
            ) : (
              <Rows label={`${nodes.length} found`}>
                {nodes.map((hit, place) => (
                  <Hit key={place} hit={hit} />
                ))}
              </Rows>
            )
          }
        </Outcome>
      </Card>
    </div>
  );
}

function Hit(props: { hit: FragmentType<typeof KnowledgeHits_hit> }) {
  const { kind, title, snippet, article, ticket } = read(KnowledgeHits_hit, props.hit);
  const to = article ? `/knowledge/${article.id}` : ticket ? `/tickets/${ticket.id}` : null;
  return (
    <Row
      title={to ? <Link to={to}>{title}</Link> : title}
      tags={<Tag tone={kind === 'ARTICLE' ? 'accent' : 'plain'}>{`${kindWords[kind]} ${article?.number ?? ticket?.number ?? ''}`.trim()}</Tag>}
      detail={
        <span className={classes.snippet}>
          {plainParts(snippet).map(({ text, isMatch }, place) => (isMatch ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>))}
        </span>
      }
    />
  );
}
