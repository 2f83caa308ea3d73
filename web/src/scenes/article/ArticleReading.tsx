import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useActions } from '../../actions.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { Markdown } from '../../parts/Markdown.js';
import { Moment } from '../../parts/Moment.js';
import { Notice, RefusalNotice } from '../../parts/Notice.js';
import { Page } from '../../parts/Page.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Card, Inset } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { TextLink } from '../../parts/TextLink.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { ArticleVersions } from './ArticleVersions.js';
import { stateWords, visibilityWords } from './articleWords.js';

const ArticleReading_article = graphql(`
  fragment ArticleReading_article on Article {
    id
    number
    title
    state
    visibility
    version
    publishedVersion
    publishedAt
    changedAt
    viewerCan
    author {
      id
      name
    }
    published {
      id
      title
      body
    }
    latest {
      id
      title
      body
    }
  }
`);
const ArticleReading_publish = graphql(`
  mutation ArticleReading_publish($input: ArticlePublishInput!) {
    articlePublish(input: $input) {
      article {
        id
        ...ArticleScene_article
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const ArticleReading_archive = graphql(`
  mutation ArticleReading_archive($input: ArticleArchiveInput!) {
    articleArchive(input: $input) {
      article {
        id
        ...ArticleScene_article
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** An article as it is read, with what can be done to it and how it came to be so. */
export function ArticleReading(props: { article: FragmentType<typeof ArticleReading_article> }) {
  const article = read(ArticleReading_article, props.article);
  const { id, number, title, state, visibility, version, publishedVersion, publishedAt, changedAt, viewerCan, author, published, latest } = article;
  const navigate = useNavigate();
  const say = useToast();
  const publish = useVerb(ArticleReading_publish, ['ArticleScene']); // a version that came since is shown beside the refusal
  const archive = useVerb(ArticleReading_archive);
  const [isArchiving, setIsArchiving] = useState(false);
  const isAhead = state === 'PUBLISHED' && publishedVersion !== version && latest !== null;
  const [isDraft, setIsDraft] = useState(false);
  const shown = (isDraft && isAhead ? latest : published) ?? latest;
  const mayEdit = viewerCan.includes('update');
  const mayPublish = viewerCan.includes('publish') && publishedVersion !== version;
  const edit = () => void navigate('?edit');
  useActions(mayEdit ? [{ id: 'edit', label: 'Edit this article', group: 'Here', keys: 'e', run: edit }] : []);

  const handlePublish = async () => {
    if (await publish.run({ input: { id, version } })) say(`Version ${version} is published, and found from now on.`);
  };
  const handleArchive = async () => {
    if (!(await archive.run({ input: { id } }))) return;
    say('The article is archived, and no longer found.');
    setIsArchiving(false);
  };
  return (
    <Page
      width="text"
      title={shown?.title ?? title}
      lead={
        <>
          <TextLink to="/knowledge">Knowledge</TextLink> · Article {number}
          {author && `, by ${author.name}`}, changed <Moment at={changedAt} />
        </>
      }
      tools={
        <>
          <Tag tone={stateWords[state].tone}>{stateWords[state].label}</Tag>
          <Tag>{visibilityWords[visibility].label}</Tag>
          {publishedAt && (
            <span>
              Version {publishedVersion}, published <Moment at={publishedAt} />
            </span>
          )}
        </>
      }
      action={
        <>
          {mayEdit && (
            <Button variant="default" component={Link} to="?edit" leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}>
              Edit
            </Button>
          )}
          {mayPublish && (
            <Button loading={publish.busy} onClick={() => void handlePublish()}>
              Publish version {version}
            </Button>
          )}
          <RowMenu
            label="More to do"
            verbs={[viewerCan.includes('archive') && { label: 'Archive', isGrave: true, onChoose: () => setIsArchiving(true) }]}
          />
        </>
      }
    >
      {publish.refusal && <RefusalNotice refusal={publish.refusal} takesFocus />}
      {state === 'ARCHIVED' && <Notice>Archived: nobody finds it. Publish it again to have it found.</Notice>}
      {isAhead && (
        <Notice>
          {isDraft ? `This is version ${version}, which is not published. ` : `There is a newer draft, version ${version}. `}
          <Button size="compact-sm" variant="subtle" onClick={() => setIsDraft(!isDraft)}>
            {isDraft ? 'Show what is published' : 'Show the draft'}
          </Button>
        </Notice>
      )}
      <Card>
        <Inset>
          <article aria-label={shown?.title ?? title}>
            <Markdown text={shown?.body ?? ''} />
          </article>
        </Inset>
      </Card>
      {latest && <ArticleVersions articleId={id} version={version} publishedVersion={publishedVersion} />}
      {isArchiving && (
        <ConfirmDialog
          title={`Archive “${title}”?`}
          words="It is no longer found, and no longer suggested in tickets. Its versions are kept, and it can be published again."
          verb="Archive"
          busy={archive.busy}
          refusal={archive.refusal}
          onConfirm={() => void handleArchive()}
          onClose={() => setIsArchiving(false)}
        />
      )}
    </Page>
  );
}
