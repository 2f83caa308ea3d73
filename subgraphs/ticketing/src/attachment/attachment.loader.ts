import { listLoader } from '@deskgraph/kit';
import type { TicketFile } from './attachment.entity.js';
import { attachments } from './attachment.repository.js';

/** The files members sent with messages. Asked for messages the viewer sees. */
export const filesByMessage = listLoader<TicketFile>((ctx, ids) => attachments(ctx).ofMessages(ids), file => file.messageId ?? '');
