import { useApolloClient } from '@apollo/client/react';
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { attempts } from '../../attempt.js';
import { useViewer } from '../../desk/viewer.js';
import type { ArticleVisibility } from '../../gql/graphql.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Diff } from '../../parts/Diff.js';
import { Notice, RefusalNotice } from '../../parts/Notice.js';
import { Page } from '../../parts/Page.js';
import { Section } from '../../parts/Section.js';
import { TextLink } from '../../parts/TextLink.js';
import { useToast } from '../../parts/Toast.js';
import { useActions } from '../../actions.js';
import { useVerb } from '../../useVerb.js';
import { oneOf } from '../../useFilters.js';
import classes from './ArticleEditor.module.css';
import { visibilities, visibilityWords } from './articleWords.js';
import { type Draft, type DraftPlace, dropDraft, keepDraft, keptDraft } from './draft.js';
import { MarkdownField } from './MarkdownField.js';

const ArticleEditor_article = graphql(`
  fragment ArticleEditor_article on Article {
    id
    number
    version
    language
    visibility
    publishedVersion
    latest {
      id
      title
      body
    }
  }
`);
const ArticleEditor_create = graphql(`
  mutation ArticleEditor_create($input: ArticleCreateInput!) {
    articleCreate(input: $input) {
      article {
        id
        version
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
const ArticleEditor_update = graphql(`
  mutation ArticleEditor_update($input: ArticleUpdateInput!) {
    articleUpdate(input: $input) {
      article {
        id
        version
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
const ArticleEditor_publish = graphql(`
  mutation ArticleEditor_publish($input: ArticlePublishInput!) {
    articlePublish(input: $input) {
      article {
        id
        version
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
const ArticleEditor_now = graphql(`
  query ArticleEditor_now($id: ID!) {
    article(id: $id) {
      id
      ...ArticleEditor_article
    }
  }
`);

/** Writes an article, or a new version of one. What is typed is kept in this browser until it is saved. */
export function ArticleEditor(props: { article?: FragmentType<typeof ArticleEditor_article> }) {
  const now = read(ArticleEditor_article, props.article);
  const { id: personId, organizationId, may } = useViewer();
  const navigate = useNavigate();
  const client = useApolloClient();
  const say = useToast();
  const place: DraftPlace = { organizationId, personId, articleId: now?.id ?? 'new' };
  const saved: Draft = {
    ...{ title: now?.latest?.title ?? '', body: now?.latest?.body ?? '', language: now?.language ?? 'en' },
    ...{ visibility: now?.visibility ?? 'INTERNAL', version: now?.version ?? 0 },
  };
  const [kept] = useState(() => keptDraft(place));
  const [draft, setDraft] = useState<Draft>(kept ?? saved);
  const [isKept, setIsKept] = useState(kept !== null && (kept.body !== saved.body || kept.title !== saved.title));
  const [isLost, setIsLost] = useState(false);
  const [keyFor] = useState(() => attempts());
  const create = useVerb(ArticleEditor_create);
  const update = useVerb(ArticleEditor_update);
  const publish = useVerb(ArticleEditor_publish);
  const refusal = create.refusal ?? update.refusal ?? publish.refusal;
  const isBehind = draft.version !== saved.version;
  const isBusy = create.busy || update.busy || publish.busy;

  const write = (change: Partial<Draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    setIsLost(!keepDraft(place, next));
  };
  const begin = () => {
    dropDraft(place);
    setDraft(saved);
    setIsKept(false);
    update.forget();
  };
  const save = async (version: number) => {
    const visibility = oneOf(Object.keys(visibilityWords) as ArticleVisibility[], draft.visibility) ?? 'INTERNAL';
    const input = { title: draft.title.trim(), body: draft.body, language: draft.language.trim(), visibility };
    if (now) {
      const done = await update.run({ input: { ...input, id: now.id, version, idempotencyKey: keyFor({ ...input, version }) } });
      if (!done) await client.query({ query: ArticleEditor_now, variables: { id: now.id }, fetchPolicy: 'network-only' }); // the other text, to be told
      return done?.articleUpdate?.article;
    }
    return (await create.run({ input: { ...input, idempotencyKey: keyFor(input) } }))?.articleCreate?.article;
  };
  const finish = async (isPublished: boolean, version = draft.version) => {
    if (isBusy) return;
    publish.forget();
    const article = await save(version);
    if (!article) return;
    dropDraft(place);
    const isOut = isPublished && (await publish.run({ input: { id: article.id, version: article.version } })) !== null;
    say(isOut ? `Version ${article.version} is published, and found from now on.` : `Version ${article.version} is saved. It is read once it is published.`);
    void navigate(`/knowledge/${article.id}`, { replace: true });
  };
  useActions([{ id: 'save', label: 'Save draft', group: 'Here', keys: 'mod+s', run: () => void finish(false) }]);

  const faultOf = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  const mayPublish = may('article.publish');
  const isDecided = !mayPublish && typeof now?.publishedVersion === 'number';
  return (
    <Page
      title={now ? `Edit article ${now.number}` : 'Write an article'}
      lead={<TextLink to={now ? `/knowledge/${now.id}` : '/knowledge'}>{now ? 'Back to the article' : 'Knowledge'}</TextLink>}
      action={
        <>
          <Button variant="default" loading={isBusy} onClick={() => void finish(false)}>
            Save draft
          </Button>
          {mayPublish && (
            <Button loading={isBusy} onClick={() => void finish(true)}>
              Save and publish
            </Button>
          )}
        </>
      }
    >
      {isKept && (
        <Notice>
          What you wrote here before was kept.{' '}
          <Button size="compact-sm" variant="subtle" onClick={begin}>
            Begin again from what is saved
          </Button>
        </Notice>
      )}
      {isLost && <Notice tone="bad">This browser has no room left: what you write is not kept until you save it.</Notice>}
      {refusal && !['title', 'body', 'language'].includes(refusal.field ?? '') && <RefusalNotice refusal={refusal} takesFocus />}
      {now && isBehind && (
        <Section
          id="conflict"
          title={`Version ${saved.version} was saved meanwhile`}
          lead="Gone is what stands there now and not in your text; new is what stands only in yours."
          action={
            <>
              <Button variant="default" onClick={begin}>
                Take theirs
              </Button>
              <Button loading={isBusy} onClick={() => void finish(false, saved.version)}>
                Save mine as a newer version
              </Button>
            </>
          }
        >
          <Diff label="Their text and yours" before={`${saved.title}\n\n${saved.body}`} after={`${draft.title}\n\n${draft.body}`} />
        </Section>
      )}
      <div className={classes.facts}>
        <TextInput
          label="Title"
          value={draft.title}
          error={faultOf('title')}
          onChange={event => write({ title: event.currentTarget.value })}
          maxLength={200}
          autoComplete="off"
          autoFocus={!now}
        />
        <NativeSelect
          label="Who may read it"
          description={isDecided ? 'It is published: whoever publishes decides.' : undefined}
          disabled={isDecided}
          data={visibilities}
          value={draft.visibility}
          onChange={event => write({ visibility: event.currentTarget.value })}
        />
        <TextInput
          label="Language"
          value={draft.language}
          error={faultOf('language')}
          onChange={event => write({ language: event.currentTarget.value })}
          maxLength={35}
          autoComplete="off"
        />
      </div>
      <MarkdownField text={draft.body} fault={faultOf('body')} onWrite={body => write({ body })} />
      <Group justify="end" gap={8}>
        <span className={classes.count}>{draft.body.length.toLocaleString()} of 100,000 characters</span>
      </Group>
    </Page>
  );
}
