import { loader } from '@deskgraph/kit';
import type { Invitation } from './invitation.entity.js';
import { invitations } from './invitation.repository.js';

/** Invitations by id, null where the viewer may not see one. Also the federation reference. */
export const invitationById = loader<Invitation>(
  (ctx, ids) => invitations(ctx).visible().andWhere('invitation.id = any(:ids)', { ids }).getMany(),
  invitation => invitation.id,
);
