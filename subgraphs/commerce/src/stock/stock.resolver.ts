import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { StockLevel, StockPayload } from './stock.entity.js';
import { StockAdjustInput } from './stock.inputs.js';
import * as service from './stock.service.js';

@Resolver(() => StockLevel)
export class StockResolver {
  @Mutation(() => StockPayload, { nullable: true, description: 'Corrects how much of a variant there is at a location.' })
  async stockAdjust(@Ctx() ctx: Context, @Arg('input', () => StockAdjustInput, { description: 'Of what, where, by how much, and why.' }) input: StockAdjustInput): Promise<StockPayload> {
    return { stockLevel: await service.adjust(ctx, input) };
  }

  @FieldResolver(() => Int, { description: 'How many can still be sold: those there less those held.' })
  available(@Root() { onHand, reserved }: StockLevel): number {
    return onHand - reserved;
  }
}
