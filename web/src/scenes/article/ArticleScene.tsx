import { useQuery } from '@apollo/client/react';
import { useParams, useSearchParams } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { graphql, read } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Page } from '../../parts/Page.js';
import { Card, Empty } from '../../parts/Section.js';
import { TextLink } from '../../parts/TextLink.js';
import { ArticleEditor } from './ArticleEditor.js';
import { ArticleReading } from './ArticleReading.js';

const ArticleScene_query = graphql(`
  query ArticleScene($id: ID!) {
    article(id: $id) {
      id
      ...ArticleScene_article
    }
  }
`);
const ArticleScene_article = graphql(`
  fragment ArticleScene_article on Article {
    id
    viewerCan
    ...ArticleReading_article
    ...ArticleEditor_article
  }
`);

/** One article, read or written; `new` is one that is not there yet. */
export function ArticleScene() {
  const { articleId = '' } = useParams();
  return articleId === 'new' ? <NewArticle /> : <KnownArticle key={articleId} id={articleId} />;
}

function NewArticle() {
  const { may } = useViewer();
  if (may('article.create')) return <ArticleEditor />;
  return (
    <Page title="Write an article">
      <Card>
        <Empty title="Your role does not write articles" words="An owner or administrator of this organization can change that." />
      </Card>
    </Page>
  );
}

function KnownArticle({ id }: { id: string }) {
  const [params] = useSearchParams();
  const { data, loading, error, refetch } = useQuery(ArticleScene_query, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const article = read(ArticleScene_article, data?.article);
  if (article && params.has('edit') && article.viewerCan.includes('update')) return <ArticleEditor article={article} />;
  if (article) return <ArticleReading article={article} />;
  return (
    <Page title="Article" lead={<TextLink to="/knowledge">Knowledge</TextLink>}>
      <Card>
        <Outcome what="article" rows={null} loading={loading} error={error} onRetry={() => void refetch()}>
          {() => null}
        </Outcome>
      </Card>
    </Page>
  );
}
