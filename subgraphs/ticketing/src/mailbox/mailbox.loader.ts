import { listLoader, loader } from '@deskgraph/kit';
import type { Mailbox } from './mailbox.entity.js';
import { mailboxes, type Sender } from './mailbox.repository.js';

/** Mailboxes by id, null where the viewer may not see one or it is gone. Also the federation reference. */
export const mailboxById = loader<Mailbox>(
  (ctx, ids) => mailboxes(ctx).visible().andWhere('mailbox.id = any(:ids)', { ids }).getMany(),
  mailbox => mailbox.id,
);

/** All mailboxes of the viewer's organization as senders, by its id, those that are on first, then the oldest. */
export const sendersByOrganization = listLoader<Sender>(ctx => mailboxes(ctx).senders(), mailbox => mailbox.organizationId);
