import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CustomerPayload } from '../customer/customer.entity.js';
import { CustomerFindOrCreateInput } from './resolution.inputs.js';
import * as service from './resolution.service.js';

@Resolver()
export class ResolutionResolver {
  @Mutation(() => CustomerPayload, { nullable: true, description: 'Finds the customer known by these identities, or adds them. However many ask at once, it is one.' })
  async customerFindOrCreate(
    @Ctx() ctx: Context,
    @Arg('input', () => CustomerFindOrCreateInput, { description: 'By what they are known.' }) input: CustomerFindOrCreateInput,
  ): Promise<CustomerPayload> {
    return { customer: await service.findOrCreate(ctx, input) };
  }
}
