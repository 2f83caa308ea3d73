import type { Context } from '@deskgraph/kit';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Permission } from './permission.entity.js';
import * as service from './permission.service.js';

@Resolver(() => Permission)
export class PermissionResolver {
  @Query(() => [Permission], { nullable: true, description: 'Every permission there is, for whoever composes a role or an API key.' })
  permissions(@Ctx() ctx: Context): Permission[] {
    return service.list(ctx);
  }
}
