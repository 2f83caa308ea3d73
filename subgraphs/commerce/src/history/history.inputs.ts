import type { OrderIngestInput } from '../ingestion/ingestion.inputs.js';

/** An order of the past, with all that was done to it since. */
export interface PastOrder {
  readonly id: string;
  /** The order as its channel said it. */
  readonly said: OrderIngestInput;
  /** When it came in. */
  readonly at: Date;
  /** Whether there was too little in stock for it when it came in. */
  readonly isShort: boolean;
  /** What was done to it, each later than the one before. */
  readonly deeds: readonly PastDeed[];
}

interface Deed {
  readonly at: Date;
  /** Who did it; null for the house. */
  readonly memberId: string | null;
}

/** A verb done to an order, as the single verbs of orders and shipments do it. */
export type PastDeed = PastStep | PastSending | PastDelivery;

/** A step of the order itself. */
export interface PastStep extends Deed {
  readonly verb: 'reserve' | 'backorder' | 'pay' | 'approve' | 'expire' | 'cancel' | 'complete';
  readonly reason: string | null;
}

/** What went out. */
export interface PastSending extends Deed {
  readonly verb: 'ship';
  readonly carrier: string;
  readonly trackingNumber: string | null;
  /** The lines by the channel's names for them, and how many of each; null: all that was open. */
  readonly lines: readonly { readonly externalId: string; readonly quantity: number }[] | null;
}

/** What arrived. */
export interface PastDelivery extends Deed {
  readonly verb: 'deliver';
  /** Which of the order's shipments, from 0 on. */
  readonly shipment: number;
}
