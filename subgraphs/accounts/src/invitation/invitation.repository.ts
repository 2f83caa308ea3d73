import type { Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Invitation } from './invitation.entity.js';

/** The invitations' SQL, bound to the context's transaction. */
export const invitations = ({ db }: Context) =>
  db.getRepository(Invitation).extend({
    /** Locks in id order; answers in the order asked. */
    async lock(...ids: string[]): Promise<(Invitation | undefined)[]> {
      const rows = await this.find({ where: { id: In(ids.filter(id => isUuid(id))) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      return ids.map(id => rows.find(invitation => invitation.id === id));
    },

    /** Writes a change to the table and the row. */
    async change(invitation: Invitation, change: Partial<Invitation>): Promise<Invitation> {
      await this.update({ id: invitation.id }, change);
      return Object.assign(invitation, change);
    },
  });
