import { isUuid, type Context } from '@deskgraph/kit';
import { TicketingMember } from './member.entity.js';

/** The members' SQL, bound to the context's transaction. */
export const members = ({ db, viewer }: Context) =>
  db.getRepository(TicketingMember).extend({
    /** Locks a member against being taken away meanwhile. */
    hold(id: string): Promise<TicketingMember | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_read' } }) : Promise.resolve(null);
    },

    /** Writes down how a member is. */
    async put(id: string, isActive: boolean): Promise<void> {
      await this.upsert({ organizationId: viewer.organizationId, id, isActive }, ['organizationId', 'id']);
    },
  });
