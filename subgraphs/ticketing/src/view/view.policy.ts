import type { Policy, Viewer } from '@deskgraph/kit';
import type { View } from './view.entity.js';

type Kept = Pick<View, 'isShared' | 'ownerId'>;

/** What may be done to a view, and by whom. `read` has a twin in SQL: `views().visible()`. */
export const viewPolicy = {
  read: (viewer, { isShared, ownerId }) => viewer.may('ticket.read') && (isShared || ownerId === viewer.memberId),
  update: mayKeep,
  share: viewer => mayKeep(viewer, { isShared: true, ownerId: null }),
  delete: mayKeep,
} satisfies Policy<Kept>;

/** Whether somebody may keep such a view: their own as everybody, those of all with `view.share`. Keys keep none. */
export function mayKeep(viewer: Viewer, { isShared, ownerId }: Kept): boolean {
  return viewer.credential !== 'API_KEY' && viewer.may('ticket.read') && (isShared ? viewer.may('view.share') : ownerId === viewer.memberId);
}
