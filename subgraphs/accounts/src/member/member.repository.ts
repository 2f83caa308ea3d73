import type { Context } from '@deskgraph/kit';
import { Member } from './member.entity.js';

/** The members' SQL, bound to the context's transaction. */
export const members = ({ db, viewer }: Context) =>
  db.getRepository(Member).extend({
    /** The person's membership in the viewer's organization. */
    ofUser(userId: string): Promise<Member | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId, userId } });
    },

    /** Writes a change to the table and the row. */
    async change(member: Member, change: Partial<Member>): Promise<Member> {
      await this.update({ id: member.id }, change);
      return Object.assign(member, change);
    },
  });
