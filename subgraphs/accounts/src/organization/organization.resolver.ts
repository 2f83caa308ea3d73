import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Organization, OrganizationPayload } from './organization.entity.js';
import { OrganizationUpdateInput } from './organization.inputs.js';
import { organizationById } from './organization.loader.js';
import { organizationPolicy } from './organization.policy.js';
import * as service from './organization.service.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, { nullable: true, description: 'The organization the viewer is acting in.' })
  organization(@Ctx() ctx: Context): Promise<Organization | null> {
    return organizationById(ctx).load(ctx.viewer.organizationId);
  }

  @Mutation(() => OrganizationPayload, { nullable: true, description: 'Renames the organization.' })
  async organizationUpdate(
    @Ctx() ctx: Context,
    @Arg('input', () => OrganizationUpdateInput, { description: 'The new name.' }) input: OrganizationUpdateInput,
  ): Promise<OrganizationPayload> {
    return { organization: await service.update(ctx, input) };
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it and add to it, e.g. `update`, `memberInvite`.' })
  viewerCan(@Ctx() ctx: Context, @Root() organization: Organization): string[] {
    return abilities(ctx.viewer, organizationPolicy, organization);
  }
}
