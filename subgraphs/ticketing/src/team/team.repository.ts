import { isUuid, type Context } from '@deskgraph/kit';
import { Team, TeamMember } from './team.entity.js';

/** The teams' SQL, bound to the context's transaction. */
export const teams = ({ db, viewer }: Context) =>
  db.getRepository(Team).extend({
    /** The rows `teamPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('team');
      return viewer.may('team.read') ? query : query.where('false');
    },

    byId(id: string): Promise<Team | null> {
      return this.findOneBy({ id });
    },

    /** Locks a team. */
    lock(id: string): Promise<Team | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Locks a team against being taken away meanwhile. */
    hold(id: string): Promise<Team | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_read' } }) : Promise.resolve(null);
    },

    /** Lets one transaction of an organization at a time name teams, so that the limit holds and no two are called the same. */
    async lockNaming(): Promise<void> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`teams ${viewer.organizationId}`]);
    },

    /** Writes a new name to the table and the row. */
    async rename(team: Team, name: string): Promise<Team> {
      await this.update({ id: team.id }, { name });
      return Object.assign(team, { name });
    },

    /** Who is in these teams. */
    membersOf(teamIds: readonly string[]): Promise<TeamMember[]> {
      return db.getRepository(TeamMember).createQueryBuilder('member').where('member.teamId = any(:teamIds)', { teamIds }).orderBy('member.memberId').getMany();
    },

    /** Puts a member into a team; false when they are in it. */
    async add(teamId: string, memberId: string): Promise<boolean> {
      const added = await db.query<unknown[]>('insert into ticketing.team_member (organization_id, team_id, member_id) values ($1, $2, $3) on conflict do nothing returning member_id', [viewer.organizationId, teamId, memberId]);
      return added.length > 0;
    },

    /** Takes a member out of a team; false when they are not in it. */
    async take(teamId: string, memberId: string): Promise<boolean> {
      const { affected } = await db.getRepository(TeamMember).delete({ teamId, memberId });
      return affected === 1;
    },
  });
