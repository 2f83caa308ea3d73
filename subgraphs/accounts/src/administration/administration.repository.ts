import type { Transaction } from '@deskgraph/kit';
import { OrganizationState } from '../organization/organization.entity.js';

/** What operators change about an organization, in a transaction bound to it. */
export const administrations = ({ db, viewer: { organizationId } }: Transaction) => ({
  /** The organization's state, locked; null when there is none. */
  async lock(): Promise<OrganizationState | null> {
    const [row] = await db.query<{ state: OrganizationState }[]>(
      'select state from accounts.organization where organization_id = $1 for update',
      [organizationId],
    );
    return row?.state ?? null;
  },

  all(): Promise<{ id: string; name: string; state: OrganizationState }[]> {
    return db.query('select organization_id as id, name, state from accounts.organization order by created_at limit 1000');
  },

  async change(state: OrganizationState, at: Date): Promise<void> {
    const suspendedAt = state === OrganizationState.SUSPENDED ? at : null;
    await db.query('update accounts.organization set state = $2, suspended_at = $3 where organization_id = $1', [
      organizationId,
      state,
      suspendedAt,
    ]);
  },
});
