import type { Policy } from '@deskgraph/kit';
import type { Interaction } from './interaction.entity.js';

/** What may be done to an interaction, and by whom. `read` has a twin in SQL: `interactions().visible()`. */
export const interactionPolicy = {
  read: viewer => viewer.may('interaction.read'),
} satisfies Policy<Interaction>;
