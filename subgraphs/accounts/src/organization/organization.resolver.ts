import type { Context } from '@deskgraph/kit';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Organization } from './organization.entity.js';
import { organizations } from './organization.repository.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, { nullable: true, description: 'The organization the viewer is acting in.' })
  organization(@Ctx() ctx: Context): Promise<Organization | null> {
    return organizations(ctx).current();
  }
}
