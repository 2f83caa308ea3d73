import type { OrderState } from '../../gql/graphql.js';
import { Tag } from '../../parts/Tag.js';
import { stateWords } from './orderWords.js';

/** How far an order is, in a word. */
export function OrderTag({ state }: { state: OrderState }) {
  const { label, tone } = stateWords[state];
  return <Tag tone={tone}>{label}</Tag>;
}
