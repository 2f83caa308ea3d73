import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../stubs.js';
import { Team, TeamPayload } from './team.entity.js';
import { TeamCreateInput, TeamDeleteInput, TeamMemberInput, TeamRenameInput } from './team.inputs.js';
import { membersByTeam, teamById } from './team.loader.js';
import { teamPolicy } from './team.policy.js';
import * as service from './team.service.js';

@Resolver(() => Team)
export class TeamResolver {
  @Query(() => Team, { nullable: true, description: 'One team.' })
  team(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Team | null> {
    return teamById(ctx).load(id);
  }

  @Query(() => [Team], { nullable: true, description: 'The organization\'s teams, by name; 100 at most.' })
  teams(@Ctx() ctx: Context): Promise<Team[]> {
    return service.list(ctx);
  }

  @Mutation(() => TeamPayload, { nullable: true, description: 'Makes a team. At most 100.' })
  async teamCreate(@Ctx() ctx: Context, @Arg('input', () => TeamCreateInput, { description: 'What.' }) input: TeamCreateInput): Promise<TeamPayload> {
    return { team: await service.create(ctx, input) };
  }

  @Mutation(() => TeamPayload, { nullable: true, description: 'Renames a team.' })
  async teamRename(@Ctx() ctx: Context, @Arg('input', () => TeamRenameInput, { description: 'Which, and to what.' }) input: TeamRenameInput): Promise<TeamPayload> {
    return { team: await service.rename(ctx, input) };
  }

  @Mutation(() => TeamPayload, { nullable: true, description: 'Puts an active member into a team.' })
  async teamAddMember(@Ctx() ctx: Context, @Arg('input', () => TeamMemberInput, { description: 'Whom, and where.' }) input: TeamMemberInput): Promise<TeamPayload> {
    return { team: await service.addMember(ctx, input) };
  }

  @Mutation(() => TeamPayload, { nullable: true, description: 'Takes a member out of a team. Tickets assigned to them stay theirs.' })
  async teamRemoveMember(@Ctx() ctx: Context, @Arg('input', () => TeamMemberInput, { description: 'Whom, and where.' }) input: TeamMemberInput): Promise<TeamPayload> {
    return { team: await service.removeMember(ctx, input) };
  }

  @Mutation(() => TeamPayload, { nullable: true, description: 'Deletes a team. Its tickets are in no team then.' })
  async teamDelete(@Ctx() ctx: Context, @Arg('input', () => TeamDeleteInput, { description: 'Which.' }) input: TeamDeleteInput): Promise<TeamPayload> {
    return { team: await service.remove(ctx, input) };
  }

  @FieldResolver(() => [Member], { description: 'Who is in it.' })
  async members(@Ctx() ctx: Context, @Root() { id }: Team): Promise<Member[]> {
    return (await membersByTeam(ctx).load(id)).map(({ memberId }) => ({ id: memberId }));
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `rename`, `addMember`, `removeMember`, `delete`.' })
  viewerCan(@Ctx() ctx: Context, @Root() team: Team): string[] {
    return abilities(ctx.viewer, teamPolicy, team);
  }
}
