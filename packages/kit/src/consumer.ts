import type { Transaction } from './context.js';

/** Something that happened, as `emit` stored it. */
export interface HouseEvent {
  readonly organizationId: string;
  /** Unique; given before the commit, so no order. */
  readonly id: string;
  /** Its place among all committed events, from 1 on without a gap. */
  readonly position: string;
  readonly topic: string;
  readonly subjectId: string;
  readonly relatedIds: readonly string[];
  readonly actorId: string;
  readonly cause: string | null;
  readonly requestId: string;
  readonly at: Date;
}

/**
 * What a room does when something happened. `run` gets the transaction in which its cursor moves, as the house itself in the event's
 * organization: effect and cursor commit together, in order, once. A throw is tried again, then parked with what follows of its subject.
 */
export interface Consumer {
  readonly topics: readonly string[];
  run(tx: Transaction, event: HouseEvent): Promise<void>;
}
