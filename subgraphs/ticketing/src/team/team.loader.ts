import { listLoader, loader } from '@deskgraph/kit';
import type { Team, TeamMember } from './team.entity.js';
import { teams } from './team.repository.js';

/** Teams by id, null where the viewer may not see one. Also the federation reference. */
export const teamById = loader<Team>(
  (ctx, ids) => teams(ctx).visible().andWhere('team.id = any(:ids)', { ids }).getMany(),
  team => team.id,
);

/** Who is in teams. */
export const membersByTeam = listLoader<TeamMember>((ctx, ids) => teams(ctx).membersOf(ids), member => member.teamId);
