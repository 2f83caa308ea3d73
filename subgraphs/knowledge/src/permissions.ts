import type { PermissionCatalogue } from '@deskgraph/kit';

const leads = ['owner', 'admin', 'manager'] as const;
const authors = [...leads, 'agent'] as const;

/** The atoms this room's rules and policies ask for. */
export const permissions = {
  'article.read': { description: 'See and search the published articles, those for staff too.', roles: [...authors, 'analyst', 'viewer'], forKeys: true },
  'article.restricted.read': { description: 'See and search the published articles that are for leads alone.', roles: leads, forKeys: true },
  'article.draft.read': { description: 'See and change everybody\'s drafts, not only one\'s own.', roles: leads, forKeys: true },
  'article.create': { description: 'Write articles.', roles: authors, forKeys: true },
  'article.update': { description: 'Write new versions of one\'s own articles.', roles: authors, forKeys: true },
  'article.publish': { description: 'Publish articles.', roles: leads, forKeys: true },
  'article.archive': { description: 'Take articles out of use.', roles: leads, forKeys: true },
} satisfies PermissionCatalogue;
