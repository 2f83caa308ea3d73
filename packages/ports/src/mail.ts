import type { ProviderCall, ProviderCheck, ProviderState } from './provider.js';

/** One person or machine that writes or is written to. */
export interface MailAddress {
  /** What people read; empty for none. */
  readonly name: string;
  /** `local@domain`; an international domain may be given in its own script. */
  readonly address: string;
}

/** The headers a message may set beyond the ones its fields make. */
export type MailHeader =
  | 'Auto-Submitted'
  | 'In-Reply-To'
  | 'List-Id'
  | 'List-Unsubscribe'
  | 'List-Unsubscribe-Post'
  | 'Precedence'
  | 'References'
  | 'X-Auto-Response-Suppress';

/** A file that travels with a message. */
export interface MailAttachment {
  readonly filename: string;
  /** A bare media type, e.g. `application/pdf`. */
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Makes it an inline part that the HTML points to as `cid:<contentId>`. */
  readonly contentId?: string | undefined;
}

/** One message to one recipient. Several recipients are several messages, each with its own receipt. */
export interface OutboundMail {
  readonly from: MailAddress;
  readonly to: readonly [MailAddress];
  readonly replyTo?: MailAddress | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  /** `<id@domain>`. Without one it is derived from the idempotency key, so that a repeat is recognisable. */
  readonly messageId?: string | undefined;
  readonly headers?: Readonly<Partial<Record<MailHeader, string>>> | undefined;
  readonly attachments?: readonly MailAttachment[] | undefined;
}

/** Proof that the server took responsibility for the message. */
export interface MailReceipt {
  /** The Message-ID the message carries, angle brackets included. */
  readonly messageId: string;
  readonly acceptedAt: Date;
  /** The server's own words, e.g. `250 2.0.0 queued as 4F1`. */
  readonly response: string;
}

/** How one message is sent. */
export interface MailSendOptions {
  /** The same key gives the same Message-ID. */
  readonly idempotencyKey: string;
  /** Aborting rejects with the signal's reason; the server may have accepted the message all the same. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of the call once it is over, before the send settles. */
  readonly record?: ((call: ProviderCall) => Promise<void>) | undefined;
}

/** Sends mail. */
export interface Mail {
  readonly state: ProviderState;
  /** Resolves once the server accepted the message, never before. Throws ProviderFailed. */
  send(message: OutboundMail, options: MailSendOptions): Promise<MailReceipt>;
  /** Whether mail could be sent now; sends nothing and never throws. */
  check(): Promise<ProviderCheck>;
}
