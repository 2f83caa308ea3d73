import { loader } from '@deskgraph/kit';
import type { Member } from './member.entity.js';
import { members, type MemberCount } from './member.repository.js';

/** Members by id, null where the viewer may not see one. Also the federation reference. */
export const memberById = loader<Member>(
  (ctx, ids) => members(ctx).visible().andWhere('member.id = any(:ids)', { ids }).getMany(),
  member => member.id,
);

/** How many members hold a role; null for none. */
export const memberCountByRole = loader<MemberCount>((ctx, roleIds) => members(ctx).countByRole(roleIds), ({ roleId }) => roleId);
