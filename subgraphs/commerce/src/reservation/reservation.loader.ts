import { loader } from '@deskgraph/kit';
import { reservations, type Held } from './reservation.repository.js';

/** How many are held for lines; null for none. */
export const reservedByLine = loader<Held>((ctx, ids) => reservations(ctx).heldFor(ids), ({ lineId }) => lineId);
