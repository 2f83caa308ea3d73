import { loader, pageLoader, pagesBy } from '@deskgraph/kit';
import type { Interaction } from './interaction.entity.js';
import { interactions } from './interaction.repository.js';

/** Interactions by id, null where the viewer may not see one. Also the federation reference. */
export const interactionById = loader<Interaction>(
  (ctx, ids) => interactions(ctx).visible().andWhere('interaction.id = any(:ids)', { ids }).getMany(),
  interaction => interaction.id,
);

/** A page of what happened with a customer, the newest first. */
export const interactionsByCustomer = pageLoader<Interaction>((ctx, ids, args) =>
  pagesBy(interactions(ctx).visible(), { ids, column: 'interaction.customerId', value: ({ customerId }) => customerId }, args, { column: 'interaction.at', direction: 'DESC', value: ({ at }) => at }),
);
