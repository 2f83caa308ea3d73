import type { Policy } from '@deskgraph/kit';
import { ParkedEventState, type ParkedEvent } from './parked-event.entity.js';

const waits = ({ state }: ParkedEvent): boolean => state === ParkedEventState.PARKED;

/** What may be done to a parked event, and by whom. `read` has a twin in SQL: `parkedEvents().visible()`. */
export const parkedEventPolicy = {
  read: viewer => viewer.may('parkedEvent.read'),
  retry: (viewer, event) => viewer.may('parkedEvent.retry') && waits(event),
  discard: (viewer, event) => viewer.may('parkedEvent.discard') && waits(event),
} satisfies Policy<ParkedEvent>;
