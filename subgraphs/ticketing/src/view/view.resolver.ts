import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../stubs.js';
import { View, ViewOrder, ViewPayload } from './view.entity.js';
import { ViewCreateInput, ViewDeleteInput, ViewUpdateInput } from './view.inputs.js';
import { viewById } from './view.loader.js';
import { viewPolicy } from './view.policy.js';
import * as service from './view.service.js';

@Resolver(() => View)
export class ViewResolver {
  @Query(() => View, { nullable: true, description: 'One view.' })
  view(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<View | null> {
    return viewById(ctx).load(id);
  }

  @Query(() => [View], { nullable: true, description: 'The views the viewer keeps and those that are shared, the shared ones first, by name; 150 at most.' })
  views(@Ctx() ctx: Context): Promise<View[]> {
    return service.list(ctx);
  }

  @Mutation(() => ViewPayload, { nullable: true, description: 'Keeps a view. At most 50 of one\'s own, and 100 shared.' })
  async viewCreate(@Ctx() ctx: Context, @Arg('input', () => ViewCreateInput, { description: 'What.' }) input: ViewCreateInput): Promise<ViewPayload> {
    return { view: await service.create(ctx, input) };
  }

  @Mutation(() => ViewPayload, { nullable: true, description: 'Changes a view.' })
  async viewUpdate(@Ctx() ctx: Context, @Arg('input', () => ViewUpdateInput, { description: 'Which, and what of it.' }) input: ViewUpdateInput): Promise<ViewPayload> {
    return { view: await service.update(ctx, input) };
  }

  @Mutation(() => ViewPayload, { nullable: true, description: 'Deletes a view.' })
  async viewDelete(@Ctx() ctx: Context, @Arg('input', () => ViewDeleteInput, { description: 'Which.' }) input: ViewDeleteInput): Promise<ViewPayload> {
    return { view: await service.remove(ctx, input) };
  }

  @FieldResolver(() => ViewOrder, { description: 'How it orders them.' })
  orderBy(@Root() { orderField: field, orderDirection: direction }: View): ViewOrder {
    return { field, direction };
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who made it; null once they are gone.' })
  owner(@Root() { ownerId }: View): Member | null {
    return ownerId === null ? null : { id: ownerId };
  }

  @Directive('@tag(name: "personal")')
  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `update`, `share`, `delete`.' })
  viewerCan(@Ctx() ctx: Context, @Root() view: View): string[] {
    return abilities(ctx.viewer, viewPolicy, view);
  }
}
