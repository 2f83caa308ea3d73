import type { Policy } from '@deskgraph/kit';
import type { Call } from './call.entity.js';

/** What may be done to a call, and by whom. `read` has a twin in SQL: `calls().visible()`. */
export const callPolicy = {
  read: viewer => viewer.may('call.read'),
  link: viewer => viewer.may('call.link'),
} satisfies Policy<Call>;
