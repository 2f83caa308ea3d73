import { loader } from '@deskgraph/kit';
import { In } from 'typeorm';
import type { Role } from './role.entity.js';
import type { Mandate } from './role.policy.js';
import { roles } from './role.repository.js';
import { mandateOf } from './role.service.js';

/** Roles by id, null where the viewer may not see one. Also the federation reference. */
export const roleById = loader<Role>(
  (ctx, ids) => roles(ctx).visible().andWhere('role.id = any(:ids)', { ids }).getMany(),
  role => role.id,
);

/** What roles hold, by role id: policies compare it, so it is there whether or not the viewer may see the role. */
export const mandateByRole = loader<Mandate>(
  async (ctx, ids) => (await roles(ctx).findBy({ id: In([...ids]) })).map(role => mandateOf(ctx, role)),
  ({ role }) => role.id,
);
