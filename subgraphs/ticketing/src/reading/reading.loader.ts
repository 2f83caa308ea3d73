import { loader } from '@deskgraph/kit';
import type { Reading } from './reading.entity.js';
import { readings } from './reading.repository.js';

/** What the viewer has read of tickets; null for those they never opened, or long ago. */
export const readingByTicket = loader<Reading>((ctx, ids) => readings(ctx).own(ids), ({ ticketId }) => ticketId);
