import type { CallState } from '../../gql/graphql.js';
import { Tag } from '../../parts/Tag.js';

/** States of a call as people say them. */
export const callWords: Readonly<Record<CallState, { readonly label: string; readonly tone: 'plain' | 'good' | 'bad' | 'warn' | 'accent' }>> = {
  RINGING: { label: 'Ringing', tone: 'warn' },
  ANSWERED: { label: 'On the line', tone: 'good' },
  ENDED: { label: 'Ended', tone: 'plain' },
  MISSED: { label: 'Missed', tone: 'bad' },
};

/** How far a call is, in a word. */
export function CallTag({ state }: { state: CallState }) {
  const { label, tone } = callWords[state];
  return <Tag tone={tone}>{label}</Tag>;
}
