import { loader } from '@deskgraph/kit';
import type { Mailbox } from './mailbox.entity.js';
import { mailboxes } from './mailbox.repository.js';

/** Mailboxes by id, null where the viewer may not see one or it is gone. Also the federation reference. */
export const mailboxById = loader<Mailbox>(
  (ctx, ids) => mailboxes(ctx).visible().andWhere('mailbox.id = any(:ids)', { ids }).getMany(),
  mailbox => mailbox.id,
);
