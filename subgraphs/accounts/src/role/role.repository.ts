import { isUuid, type Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { InvitationState } from '../invitation/invitation.entity.js';
import { Role } from './role.entity.js';

/** The roles' SQL, bound to the context's transaction. */
export const roles = ({ db, viewer }: Context) =>
  db.getRepository(Role).extend({
    /** The rows `rolePolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('role');
      return viewer.may('role.read') ? query : query.where('false');
    },

    byId(id: string): Promise<Role | null> {
      return isUuid(id) ? this.findOneBy({ organizationId: viewer.organizationId, id }) : Promise.resolve(null);
    },

    /** Locks in id order; answers in the order asked. */
    async lock(...ids: string[]): Promise<(Role | undefined)[]> {
      const where = { id: In(ids.filter(id => isUuid(id))) };
      const rows = await this.find({ where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      return ids.map(id => rows.find(role => role.id === id));
    },

    /** Whether another role than this one is called so, whatever the case. */
    isNameTaken(name: string, id: string | null): Promise<boolean> {
      const query = this.createQueryBuilder('role').where('lower(role.name) = lower(:name)', { name });
      return (id === null ? query : query.andWhere('role.id <> :id', { id })).getExists();
    },

    /** Whether anybody holds the role, or is invited to it. */
    async inUse(id: string): Promise<boolean> {
      const [answer] = await this.query<{ used: boolean }[]>(
        `select exists (select from accounts.member where role_id = $1)
             or exists (select from accounts.invitation where role_id = $1 and state = $2) as used`,
        [id, InvitationState.PENDING],
      );
      return answer?.used ?? false;
    },

    /** Writes a change to the table and the row. */
    async change(role: Role, change: Partial<Pick<Role, 'name' | 'description' | 'storedPermissions'>>): Promise<Role> {
      await this.update({ id: role.id }, change);
      return Object.assign(role, change);
    },
  });
