import { loader } from '@deskgraph/kit';
import type { ParkedEvent } from './parked-event.entity.js';
import { parkedEvents } from './parked-event.repository.js';

/** Parked events by id, null where the viewer may not see one. Also the federation reference. */
export const parkedEventById = loader<ParkedEvent>(
  (ctx, ids) => parkedEvents(ctx).visible().andWhere('parkedEvent.id = any(:ids)', { ids }).getMany(),
  event => event.id,
);
