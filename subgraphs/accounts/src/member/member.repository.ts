import { isUuid, type Context } from '@deskgraph/kit';
import { Brackets, In } from 'typeorm';
import { MemberState, Member } from './member.entity.js';
import type { MemberFilter } from './member.inputs.js';

/** How many members hold a role. */
export interface MemberCount {
  readonly roleId: string;
  readonly count: number;
}

/** The members' SQL, bound to the context's transaction. */
export const members = ({ db, viewer }: Context) =>
  db.getRepository(Member).extend({
    /** The rows `memberPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('member');
      return viewer.may('member.read') ? query : query.where('member.id = :self', { self: viewer.memberId });
    },

    /** The visible rows a filter asks for. Addresses are searched only by who may see them: a hit would tell. */
    matching({ search, state, roleId }: MemberFilter) {
      const query = this.visible();
      if (search) {
        const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
        const columns = viewer.may('member.email.read') ? ['name', 'email'] : ['name'];
        query.andWhere(new Brackets(any => columns.forEach(column => any.orWhere(`member.${column} ilike :pattern`, { pattern }))));
      }
      if (state) query.andWhere('member.state = :state', { state });
      if (roleId) query.andWhere(isUuid(roleId) ? 'member.roleId = :roleId' : 'false', { roleId });
      return query;
    },

    /** How many members hold each of these roles. */
    async countByRole(roleIds: readonly string[]): Promise<MemberCount[]> {
      const query = this.createQueryBuilder('member').select('member.roleId', 'roleId').addSelect('count(*)::integer', 'count');
      return query.where('member.roleId = any(:roleIds)', { roleIds }).groupBy('member.roleId').getRawMany<MemberCount>();
    },

    /** The person's membership in the viewer's organization. */
    ofUser(userId: string): Promise<Member | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId, userId } });
    },

    /** The membership of an address in the viewer's organization. */
    ofEmail(email: string): Promise<Member | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId, email } });
    },

    /** Locks a member. */
    lock(id: string): Promise<Member | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId, id }, lock: { mode: 'for_no_key_update' } });
    },

    /** Locks a member, and with them the active holders of a role; in id order, so that two such locks cannot deadlock. */
    lockWithHolders(id: string, roleId: string): Promise<Member[]> {
      const { organizationId } = viewer;
      return this.find({
        where: [{ organizationId, id: In([id].filter(it => isUuid(it))) }, { organizationId, roleId, state: MemberState.ACTIVE }],
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
    },

    /** Writes a change to the table and the row. */
    async change(member: Member, change: Partial<Pick<Member, 'roleId' | 'name' | 'email' | 'state' | 'pictureId'>>): Promise<Member> {
      await this.update({ id: member.id }, change);
      return Object.assign(member, change);
    },
  });
