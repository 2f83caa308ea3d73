import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { memberCountByRole } from '../member/member.loader.js';
import { Role, RolePayload } from './role.entity.js';
import { RoleCreateInput, RoleDeleteInput, RoleUpdateInput } from './role.inputs.js';
import { roleById } from './role.loader.js';
import { rolePolicy } from './role.policy.js';
import * as service from './role.service.js';

@Resolver(() => Role)
export class RoleResolver {
  @Query(() => Role, { nullable: true, description: 'One role.' })
  role(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Role | null> {
    return roleById(ctx).load(id);
  }

  @Query(() => [Role], { nullable: true, description: 'Every role of the organization, the built-in ones first; 100 at most.' })
  roles(@Ctx() ctx: Context): Promise<Role[]> {
    return service.list(ctx);
  }

  @Mutation(() => RolePayload, { nullable: true, description: 'Makes a custom role of permissions the viewer holds.' })
  async roleCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => RoleCreateInput, { description: 'The role to make.' }) input: RoleCreateInput,
  ): Promise<RolePayload> {
    return { role: await service.create(ctx, input) };
  }

  @Mutation(() => RolePayload, { nullable: true, description: 'Changes a custom role, for whoever holds it too.' })
  async roleUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => RoleUpdateInput, { description: 'The role, and what to change.' }) input: RoleUpdateInput,
  ): Promise<RolePayload> {
    return { role: await service.update(ctx, input) };
  }

  @Mutation(() => RolePayload, { nullable: true, description: 'Deletes a custom role that nobody holds or is invited to.' })
  async roleDelete(
    @Ctx() ctx: Context,
    @Arg('input', () => RoleDeleteInput, { description: 'The role to delete.' }) input: RoleDeleteInput,
  ): Promise<RolePayload> {
    return { role: await service.remove(ctx, input) };
  }

  @FieldResolver(() => [String], { description: 'The permission atoms it holds.' })
  permissions(@Ctx() ctx: Context, @Root() role: Role): string[] {
    return service.permissionsOf(role, ctx.permissions);
  }

  @FieldResolver(() => Int, { description: 'How many members hold it, deactivated ones included.' })
  async memberCount(@Ctx() ctx: Context, @Root() role: Role): Promise<number> {
    return (await memberCountByRole(ctx).load(role.id))?.count ?? 0;
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to this role: `grant` it to somebody, `update`, `delete`.' })
  viewerCan(@Ctx() ctx: Context, @Root() role: Role): string[] {
    return abilities(ctx.viewer, rolePolicy, service.mandateOf(ctx, role));
  }
}
