import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { OrderPayload } from '../order/order.entity.js';
import { OrderIngestInput } from './ingestion.inputs.js';
import * as service from './ingestion.service.js';

@Resolver()
export class IngestionResolver {
  @Mutation(() => OrderPayload, { nullable: true, description: 'Takes in an order as a channel says it is now, and holds stock for it. Repeat it freely: the same again changes nothing.' })
  async orderIngest(@Ctx() ctx: Context, @Arg('input', () => OrderIngestInput, { description: 'The order, whole.' }) input: OrderIngestInput): Promise<OrderPayload> {
    return { order: await service.ingest(ctx, input) };
  }
}
