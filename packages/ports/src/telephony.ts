/** How far a call was when the switchboard told of it. */
export type CallState = 'RINGING' | 'ANSWERED' | 'ENDED' | 'MISSED';

/** One piece of news about one call. */
export interface CallNews {
  /** The switchboard's name for this message: the same one is sent again until it is acknowledged. */
  readonly deliveryId: string;
  /** The switchboard's name for the call. */
  readonly callId: string;
  /** Grows with each piece of news about the call: what has a smaller one is older. */
  readonly sequence: number;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  /** E.164 with its plus sign; null where the number is withheld or is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly state: CallState;
  readonly startedAt: Date;
  /** When it came to be in this state. */
  readonly at: Date;
}

/** A message of the switchboard as it came. */
export interface TelephonyMessage {
  readonly headers: { get(name: string): string | null };
  readonly body: Uint8Array;
}

/** A telephone switchboard (PBX) that tells of calls. */
export interface Telephony {
  /** Whether one of these secrets signed the message within the last five minutes; never true without a secret. */
  verify(message: TelephonyMessage, secrets: readonly string[], now: Date): boolean;
  /** Null when the message says nothing about a call. */
  read(message: TelephonyMessage): CallNews | null;
}
