import type { ArticleState, ArticleVisibility, KnowledgeSourceKind } from '../../gql/graphql.js';

/** States of an article as people say them. */
export const stateWords: Readonly<Record<ArticleState, { readonly label: string; readonly tone: 'plain' | 'good' | 'warn' }>> = {
  DRAFT: { label: 'Draft', tone: 'warn' },
  PUBLISHED: { label: 'Published', tone: 'good' },
  ARCHIVED: { label: 'Archived', tone: 'plain' },
};

/** Who may read an article. */
export const visibilityWords: Readonly<Record<ArticleVisibility, { readonly label: string; readonly words: string }>> = {
  PUBLIC: { label: 'Public', words: 'Customers may be told it' },
  INTERNAL: { label: 'Internal', words: 'Everybody in the organization' },
  RESTRICTED: { label: 'Restricted', words: 'Only roles that may read restricted articles' },
};

/** Where something was found. */
export const kindWords: Readonly<Record<KnowledgeSourceKind, string>> = { ARTICLE: 'Article', TICKET: 'Resolved ticket' };

/** Choices of who may read it, for forms. */
export const visibilities = (['INTERNAL', 'PUBLIC', 'RESTRICTED'] as const).map(value => ({
  value,
  label: `${visibilityWords[value].label}: ${visibilityWords[value].words.toLowerCase()}`,
}));
