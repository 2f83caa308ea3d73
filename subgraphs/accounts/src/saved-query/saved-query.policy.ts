import type { Policy, Viewer } from '@deskgraph/kit';
import type { SavedQuery } from './saved-query.entity.js';

const isOwn = (viewer: Viewer, { ownerId }: SavedQuery): boolean => ownerId === viewer.memberId;
const keeps = (viewer: Viewer): boolean => viewer.may('savedQuery.create');
const shares = (viewer: Viewer): boolean => viewer.may('savedQuery.share');

/** What may be done to a saved query, and by whom: a shared one belongs to all who may share. `read` has a twin in SQL: `savedQueries().visible()`. */
export const savedQueryPolicy = {
  read: (viewer, query) => viewer.may('savedQuery.read') && (query.shared || isOwn(viewer, query)),
  update: (viewer, query) => keeps(viewer) && (query.shared ? shares(viewer) : isOwn(viewer, query)),
  share: (viewer, query) => keeps(viewer) && shares(viewer) && isOwn(viewer, query),
  delete: (viewer, query) => keeps(viewer) && (isOwn(viewer, query) || (query.shared && shares(viewer))),
} satisfies Policy<SavedQuery>;
