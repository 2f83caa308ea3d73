import { loader, pageLoader, pagesBy } from '@deskgraph/kit';
import type { Message } from './message.entity.js';
import { messages } from './message.repository.js';

/** Messages by id, null where the viewer may not see one. Also the federation reference. */
export const messageById = loader<Message>(
  (ctx, ids) => messages(ctx).visible().andWhere('message.id = any(:ids)', { ids }).getMany(),
  message => message.id,
);

/** The HTML of what members wrote, for messages the viewer sees; read only where somebody asks, since it may be long. */
export const htmlByMessage = loader<Pick<Message, 'id' | 'html'>>((ctx, ids) => messages(ctx).htmlOf(ids), message => message.id);

/** What is said in tickets, the oldest first. */
export const messagesByTicket = pageLoader<Message>((ctx, ids, args) =>
  pagesBy(messages(ctx).visible(), { ids, column: 'message.ticketId', value: ({ ticketId }) => ticketId }, args, { column: 'message.createdAt', direction: 'ASC', value: ({ createdAt }) => createdAt }),
);

/** What was last said in tickets. */
export const lastMessageByTicket = loader<Message>((ctx, ids) => messages(ctx).lastOf(ids), message => message.ticketId);
