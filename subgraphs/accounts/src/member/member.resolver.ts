import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Role } from '../role/role.entity.js';
import { mandateByRole, roleById } from '../role/role.loader.js';
import { Member, MemberPayload } from './member.entity.js';
import {
  MemberChangeRoleInput,
  MemberDeactivateInput,
  MemberFilter,
  MemberOrder,
  MemberOrderField,
  MemberReactivateInput,
  MemberRemoveInput,
} from './member.inputs.js';
import { memberById } from './member.loader.js';
import { memberPolicy } from './member.policy.js';
import * as service from './member.service.js';

const MemberConnection = connectionOf(Member, 'Member');
const byName: MemberOrder = { field: MemberOrderField.NAME, direction: OrderDirection.ASC };

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => Member, { nullable: true, description: 'One member.' })
  member(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The membership\'s id (uuid).' }) id: string): Promise<Member | null> {
    return memberById(ctx).load(id);
  }

  @Query(() => MemberConnection, { nullable: true, description: 'The organization\'s members, by name unless asked otherwise.' })
  members(
    @Ctx() ctx: Context,
    @Arg('filter', () => MemberFilter, { nullable: true, description: 'Which; all unless given.' }) filter: MemberFilter | null,
    @Arg('orderBy', () => MemberOrder, { nullable: true, description: 'In which order.' }) orderBy: MemberOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Member>> {
    return service.list(ctx, filter ?? {}, orderBy ?? byName, args);
  }

  @Subscription(() => Member, {
    topics: 'member',
    nullable: true,
    description: 'A member whenever something about them changes; once null when they are removed. Frames carry `extensions.position`.',
  })
  memberChanged(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The membership\'s id (uuid).' }) id: string,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): Promise<Member | null> {
    return this.member(ctx, id);
  }

  @Mutation(() => MemberPayload, { nullable: true, description: 'Gives a member another role, never above one\'s own. One owner stays.' })
  async memberChangeRole(
    @Ctx() ctx: Context,
    @Arg('input', () => MemberChangeRoleInput, { description: 'Whose role, and which.' }) input: MemberChangeRoleInput,
  ): Promise<MemberPayload> {
    return { member: await service.changeRole(ctx, input) };
  }

  @Mutation(() => MemberPayload, { nullable: true, description: 'Keeps a member out, and stops their API keys. They stay on record.' })
  async memberDeactivate(
    @Ctx() ctx: Context,
    @Arg('input', () => MemberDeactivateInput, { description: 'Whom.' }) input: MemberDeactivateInput,
  ): Promise<MemberPayload> {
    return { member: await service.deactivate(ctx, input) };
  }

  @Mutation(() => MemberPayload, { nullable: true, description: 'Lets a deactivated member in again; their API keys work again too.' })
  async memberReactivate(
    @Ctx() ctx: Context,
    @Arg('input', () => MemberReactivateInput, { description: 'Whom.' }) input: MemberReactivateInput,
  ): Promise<MemberPayload> {
    return { member: await service.reactivate(ctx, input) };
  }

  @Mutation(() => MemberPayload, { nullable: true, description: 'Removes a member for good, their API keys included.' })
  async memberRemove(
    @Ctx() ctx: Context,
    @Arg('input', () => MemberRemoveInput, { description: 'Whom.' }) input: MemberRemoveInput,
  ): Promise<MemberPayload> {
    return { member: await service.remove(ctx, input) };
  }

  @FieldResolver(() => String, { nullable: true })
  email(@Ctx() ctx: Context, @Root() member: Member): string | null {
    return memberPolicy.readEmail(ctx.viewer, { member }) ? member.email : null;
  }

  @FieldResolver(() => Role, { nullable: true, description: 'The role they hold.' })
  role(@Ctx() ctx: Context, @Root() member: Member): Promise<Role | null> {
    return roleById(ctx).load(member.roleId);
  }

  @Directive('@tag(name: "personal")')
  @FieldResolver(() => [String], { description: 'What the viewer may do to this member, e.g. `changeRole`, `deactivate`, `remove`.' })
  async viewerCan(@Ctx() ctx: Context, @Root() member: Member): Promise<string[]> {
    const mandate = await mandateByRole(ctx).load(member.roleId);
    return mandate ? abilities(ctx.viewer, memberPolicy, { member, permissions: mandate.permissions }) : [];
  }
}
