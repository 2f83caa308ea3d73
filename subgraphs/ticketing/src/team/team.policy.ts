import type { Policy } from '@deskgraph/kit';
import type { Team } from './team.entity.js';

/** What may be done to a team, and by whom. `read` has a twin in SQL: `teams().visible()`. */
export const teamPolicy = {
  read: viewer => viewer.may('team.read'),
  rename: viewer => viewer.may('team.rename'),
  addMember: viewer => viewer.may('team.addMember'),
  removeMember: viewer => viewer.may('team.removeMember'),
  delete: viewer => viewer.may('team.delete'),
} satisfies Policy<Team>;
