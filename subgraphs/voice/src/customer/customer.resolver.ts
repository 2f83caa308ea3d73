import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Call } from '../call/call.entity.js';
import { callsByCustomer } from '../call/call.loader.js';
import { firstOf } from '../call/call.service.js';
import { Customer } from './customer.entity.js';

@Resolver(() => Customer)
export class CustomerResolver {
  @FieldResolver(() => [Call], { nullable: true, description: 'Their newest calls, the newest first.' })
  async calls(@Ctx() ctx: Context, @Root() { id }: Customer, @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 20.' }) first: number): Promise<Call[]> {
    return firstOf(await callsByCustomer(ctx).load(id), first);
  }
}
