import type { Viewer } from '@deskgraph/kit';

/** What a viewer must be given to find a ticket by its text. */
export const ticketTokens: readonly string[] = ['ticket'];

/** What a viewer is given to find tickets with. */
export function ticketTokensFor(viewer: Viewer): readonly string[] {
  return viewer.may('ticket.read') ? ticketTokens : [];
}
