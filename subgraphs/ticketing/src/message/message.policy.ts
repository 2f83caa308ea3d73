import type { Policy } from '@deskgraph/kit';
import { MessageKind, type Message } from './message.entity.js';

/** Who may read a message. `read` has a twin in SQL: `messages().visible()`. */
export const messagePolicy = {
  read: (viewer, { kind }) => viewer.may('ticket.read') && (kind !== MessageKind.NOTE || viewer.may('message.readNotes')),
} satisfies Policy<Message>;
