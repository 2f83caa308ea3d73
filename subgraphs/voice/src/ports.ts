import type { Telephony } from '@deskgraph/ports';

/** The doors to the outside that this room's hooks need. */
export interface VoicePorts {
  readonly telephony: Telephony;
}
