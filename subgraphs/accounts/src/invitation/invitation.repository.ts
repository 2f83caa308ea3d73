import { isUuid, type Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { Invitation, InvitationState } from './invitation.entity.js';
import type { InvitationFilter } from './invitation.inputs.js';

/** What each state means to the table: a pending row may have run out of time. */
const conditions = {
  [InvitationState.PENDING]: `invitation.storedState = 'PENDING' and invitation.expiresAt > :now`,
  [InvitationState.EXPIRED]: `invitation.storedState = 'PENDING' and invitation.expiresAt <= :now`,
  [InvitationState.ACCEPTED]: `invitation.storedState = 'ACCEPTED'`,
  [InvitationState.REVOKED]: `invitation.storedState = 'REVOKED'`,
};

/** What changes about an invitation. */
type Changeable = Pick<Invitation, 'storedState' | 'tokenHash' | 'expiresAt' | 'invitedById'>;

/** The invitations' SQL, bound to the context's transaction. */
export const invitations = ({ db, viewer, now }: Context) =>
  db.getRepository(Invitation).extend({
    /** The rows `invitationPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('invitation');
      return viewer.may('member.invite') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ state }: InvitationFilter) {
      const query = this.visible();
      return state ? query.andWhere(conditions[state], { now: now() }) : query;
    },

    byId(id: string): Promise<Invitation | null> {
      return this.findOneBy({ id });
    },

    /** How many invitations could still be used or sent again. */
    countOpen(): Promise<number> {
      return this.countBy({ storedState: InvitationState.PENDING });
    },

    /** Whether an address is invited already, be it too long ago. */
    isOpenFor(email: string): Promise<boolean> {
      return this.existsBy({ email, storedState: InvitationState.PENDING });
    },

    /** Locks in id order; answers in the order asked. */
    async lock(...ids: string[]): Promise<(Invitation | undefined)[]> {
      const where = { id: In(ids.filter(id => isUuid(id))) };
      const rows = await this.find({ where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      return ids.map(id => rows.find(invitation => invitation.id === id));
    },

    /** Writes a change to the table and the row. */
    async change(invitation: Invitation, change: Partial<Changeable>): Promise<Invitation> {
      await this.update({ id: invitation.id }, change);
      return Object.assign(invitation, change);
    },
  });
