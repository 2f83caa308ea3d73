import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { CustomerPayload } from '../customer/customer.entity.js';
import { CustomerMergePreview } from './merge.entity.js';
import { CustomerMergeInput, CustomerUnmergeInput } from './merge.inputs.js';
import * as service from './merge.service.js';

@Resolver()
export class MergeResolver {
  @Query(() => CustomerMergePreview, { nullable: true, description: 'What a merge of two customers would do.' })
  customerMergePreview(
    @Ctx() ctx: Context,
    @Arg('sourceId', () => ID, { description: 'The customer who would end.' }) sourceId: string,
    @Arg('targetId', () => ID, { description: 'The customer who would go on.' }) targetId: string,
  ): Promise<CustomerMergePreview> {
    return service.preview(ctx, { sourceId, targetId });
  }

  @Mutation(() => CustomerPayload, { nullable: true, description: 'Ends one customer by carrying everything of theirs into another: identities, interactions, and what other rooms hold of them.' })
  async customerMerge(@Ctx() ctx: Context, @Arg('input', () => CustomerMergeInput, { description: 'Who into whom.' }) input: CustomerMergeInput): Promise<CustomerPayload> {
    return { customer: await service.merge(ctx, input) };
  }

  @Mutation(() => CustomerPayload, { nullable: true, description: 'Takes a merge back: identities and interactions of before go back to the customer, with everybody who had been merged into them, and what other rooms hold that came by these identities. What came since stays, and what the other took over of company, language, time zone and note.' })
  async customerUnmerge(@Ctx() ctx: Context, @Arg('input', () => CustomerUnmergeInput, { description: 'Who was merged.' }) input: CustomerUnmergeInput): Promise<CustomerPayload> {
    return { customer: await service.unmerge(ctx, input) };
  }
}
