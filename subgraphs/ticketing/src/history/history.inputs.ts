import type { TicketChannel, TicketPriority, TicketStatus } from '../ticket/ticket.entity.js';

/** A ticket of the past, with all that was said and done about it since. */
export interface PastTicket {
  readonly id: string;
  readonly subject: string;
  /** What was asked. */
  readonly text: string;
  readonly channel: keyof typeof TicketChannel;
  readonly priority: keyof typeof TicketPriority;
  readonly tags: readonly string[];
  readonly requesterName: string | null;
  readonly requesterAddress: string | null;
  readonly mailboxId: string | null;
  /** The member who wrote it down; null for what came by itself. */
  readonly memberId: string | null;
  /** The Message-ID of what was asked, where it was a mail. */
  readonly messageId: string | null;
  /** When it came in. */
  readonly at: Date;
  /** What was said and done since, each later than the one before. */
  readonly deeds: readonly PastTicketDeed[];
}

/** A verb done in a ticket, as the single verbs do it. */
export type PastTicketDeed = PastReceipt | PastReply | PastTicketNote | PastTicketChange;

/** What came from outside. */
export interface PastReceipt {
  readonly verb: 'receive';
  readonly at: Date;
  readonly text: string;
  readonly messageId: string | null;
}

/** What a member answered, which left the house then. */
export interface PastReply {
  readonly verb: 'reply';
  readonly at: Date;
  readonly memberId: string;
  readonly text: string;
  readonly status: keyof typeof TicketStatus;
}

/** What a member noted for others. */
export interface PastTicketNote {
  readonly verb: 'note';
  readonly at: Date;
  readonly memberId: string;
  readonly text: string;
}

/** What was changed of the ticket itself; null where the house did it. */
export interface PastTicketChange {
  readonly verb: 'assign' | 'changeStatus' | 'changePriority' | 'tag';
  readonly at: Date;
  readonly memberId: string | null;
  readonly assigneeId?: string | null;
  readonly teamId?: string | null;
  readonly status?: keyof typeof TicketStatus;
  readonly priority?: keyof typeof TicketPriority;
  readonly tags?: readonly string[];
}
