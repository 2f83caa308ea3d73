import type { MailAddress } from './mail.js';

/** A mail as another server handed it over. */
export interface ArrivedMail {
  /** The envelope's sender; empty for bounces and other mail that wants no answer. */
  readonly sender: string;
  /** The envelope's recipients, at least one; all of them were accepted. */
  readonly recipients: readonly string[];
  readonly raw: Uint8Array;
}

/** What a mail server asks of the house. */
export interface MailIn {
  /** Whether mail for this address is taken. Throws when that cannot be said now. */
  accepts(recipient: string): Promise<boolean>;
  /** Resolves once the mail is stored for good. Throws when it cannot be now, so that the sender tries again. */
  deliver(mail: ArrivedMail): Promise<void>;
}

/**
 * What hints at a mail that no person wrote. Of bounces: `delivery-report`, `failed-recipients`, `mailer-daemon`, `postmaster`. Of any
 * automaton: `null-return-path`, `auto-submitted`, `auto-header`, `response-suppress`, `precedence`, `list`, `report`.
 */
export type MailSignal =
  | 'delivery-report'
  | 'failed-recipients'
  | 'mailer-daemon'
  | 'postmaster'
  | 'null-return-path'
  | 'auto-submitted'
  | 'auto-header'
  | 'response-suppress'
  | 'precedence'
  | 'list'
  | 'report';

/** A file that came with a mail. */
export interface ParsedAttachment {
  /** As the sender named it; empty when it was not named. */
  readonly filename: string;
  readonly contentType: string;
  /** Without angle brackets; what the HTML calls `cid:<contentId>`. */
  readonly contentId: string | null;
  readonly size: number;
  readonly content: Uint8Array;
}

/** What a mail says. Every text can be stored: no NUL, no half surrogate pair. */
export interface ParsedMail {
  /** `<id@domain>`; null when there is none. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  /** The oldest first, at most 100. */
  readonly references: readonly string[];
  readonly from: MailAddress | null;
  /** Who wrote it before a list put itself in their place; null where none says so. */
  readonly originalFrom: MailAddress | null;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** When its sender says it was written; null when that is no date. */
  readonly date: Date | null;
  /** As plain text, made of the HTML where there is no other. */
  readonly text: string | null;
  /** The part of the text that quotes nothing; null where that cannot be told, so that all is shown. */
  readonly newText: string | null;
  /** Without scripts, forms, styles that load, and images from elsewhere. */
  readonly html: string | null;
  /** Whether text or HTML was too long, or the files were too many, and are cut; the raw mail has all. */
  readonly isCut: boolean;
  /** The last of each header that decides something, by its name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly ParsedAttachment[];
  readonly signals: readonly MailSignal[];
}

/** What came of reading a mail: what it says, or why it could not be read, in words for people. */
export type MailReading = { readonly mail: ParsedMail; readonly unreadable?: never } | { readonly mail?: never; readonly unreadable: string };

/** Reads mails. */
export interface MailReader {
  /** Reads one, whatever it holds, in bounded time and memory. Throws ProviderFailed when it came to no end, which may be the hour's fault and not the mail's. */
  read(raw: Uint8Array): Promise<MailReading>;
  close(): Promise<void>;
}
