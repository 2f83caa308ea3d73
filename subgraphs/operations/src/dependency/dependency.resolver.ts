import type { Context } from '@deskgraph/kit';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Dependency } from './dependency.entity.js';
import * as service from './dependency.service.js';

@Resolver(() => Dependency)
export class DependencyResolver {
  @Query(() => [Dependency], { nullable: true, description: 'How everything is that the organization\'s work depends on.' })
  dependencies(@Ctx() ctx: Context): Promise<Dependency[]> {
    return service.list(ctx);
  }
}
