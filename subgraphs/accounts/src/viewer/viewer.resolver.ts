import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../member/member.entity.js';
import { memberById } from '../member/member.loader.js';
import { Organization } from '../organization/organization.entity.js';
import { organizationById } from '../organization/organization.loader.js';
import { Role } from '../role/role.entity.js';
import { roleById } from '../role/role.loader.js';
import { Membership, Viewer, ViewerPayload } from './viewer.entity.js';
import { ViewerRenameInput } from './viewer.inputs.js';
import * as service from './viewer.service.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Whoever is asking; null for somebody unknown.' })
  async viewer(@Ctx() ctx: Context): Promise<Viewer | null> {
    const member = await memberById(ctx).load(ctx.viewer.memberId);
    return member && new Viewer(member);
  }

  @Mutation(() => ViewerPayload, { nullable: true, description: 'Gives the viewer another name, in every organization they are in that is not suspended.' })
  async viewerRename(
    @Ctx() ctx: Context,
    @Arg('input', () => ViewerRenameInput, { description: 'The new name.' }) input: ViewerRenameInput,
  ): Promise<ViewerPayload> {
    await service.rename(ctx, input);
    return { viewer: await this.viewer(ctx) };
  }

  @FieldResolver(() => String, { description: 'The person\'s name; for an API key `API key` and what the key is called.' })
  name(@Ctx() ctx: Context, @Root() viewer: Viewer): Promise<string> {
    return service.nameOf(ctx, viewer);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The address they sign in with, in lower case; null for an API key.' })
  email(@Ctx() ctx: Context, @Root() { member }: Viewer): string | null {
    return ctx.viewer.credential === 'API_KEY' ? null : member.email;
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'The organization they are acting in.' })
  organization(@Ctx() ctx: Context): Promise<Organization | null> {
    return organizationById(ctx).load(ctx.viewer.organizationId);
  }

  @FieldResolver(() => Role, { nullable: true, description: 'The role they hold here.' })
  role(@Ctx() ctx: Context, @Root() { member }: Viewer): Promise<Role | null> {
    return roleById(ctx).load(member.roleId);
  }

  @FieldResolver(() => [String], { description: 'The permission atoms in force: the role\'s, for an API key those its scopes name.' })
  permissions(@Ctx() ctx: Context): readonly string[] {
    return ctx.viewer.permissions;
  }

  @FieldResolver(() => [Membership], { description: 'The organizations they may enter, by name; for an API key only its own.' })
  memberships(@Ctx() ctx: Context): Promise<Membership[]> {
    return service.memberships(ctx);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Their membership here.' })
  member(@Root() { member }: Viewer): Member {
    return member;
  }
}
