import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Connection } from '../connection/connection.entity.js';
import { connectionById } from '../connection/connection.loader.js';
import { Delivery, DeliveryHeader, DeliveryPayload } from './delivery.entity.js';
import { DeliveryFilter, DeliveryOrder, DeliveryOrderField, DeliveryReplayInput } from './delivery.inputs.js';
import { bodyByDelivery, deliveryById, sizeByDelivery } from './delivery.loader.js';
import { deliveryPolicy } from './delivery.policy.js';
import * as service from './delivery.service.js';

const DeliveryConnection = connectionOf(Delivery, 'Delivery');
const newestFirst: DeliveryOrder = { field: DeliveryOrderField.RECEIVED_AT, direction: OrderDirection.DESC };

@Resolver(() => Delivery)
export class DeliveryResolver {
  @Query(() => Delivery, { nullable: true, description: 'One delivery.' })
  delivery(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Delivery | null> {
    return deliveryById(ctx).load(id);
  }

  @Query(() => DeliveryConnection, { nullable: true, description: 'What providers called in with, the newest first unless asked otherwise.' })
  deliveries(
    @Ctx() ctx: Context,
    @Arg('filter', () => DeliveryFilter, { nullable: true, description: 'Which; all unless given.' }) filter: DeliveryFilter | null,
    @Arg('orderBy', () => DeliveryOrder, { nullable: true, description: 'In which order.' }) orderBy: DeliveryOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Delivery>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Mutation(() => DeliveryPayload, { nullable: true, description: 'Has a delivery handled again, as if it had just come.' })
  async deliveryReplay(@Ctx() ctx: Context, @Arg('input', () => DeliveryReplayInput, { description: 'Which.' }) input: DeliveryReplayInput): Promise<DeliveryPayload> {
    return { delivery: await service.replay(ctx, input) };
  }

  @FieldResolver(() => Connection, { nullable: true, description: 'The connection it came through.' })
  connection(@Ctx() ctx: Context, @Root() delivery: Delivery): Promise<Connection | null> {
    return connectionById(ctx).load(delivery.connectionId);
  }

  @FieldResolver(() => [DeliveryHeader], { description: 'Its headers: those worth keeping, never credentials.' })
  headers(@Root() { headers }: Delivery): DeliveryHeader[] {
    return Object.entries(headers).map(([name, value]) => ({ name, value }));
  }

  @FieldResolver(() => Int, { description: 'How long its body is, in bytes.' })
  async size(@Ctx() ctx: Context, @Root() { id }: Delivery): Promise<number> {
    return (await sizeByDelivery(ctx).load(id))?.size ?? 0;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its body as UTF-8 text, the first 64 KB. Needs `delivery.body.read`.' })
  async body(@Ctx() ctx: Context, @Root() delivery: Delivery): Promise<string | null> {
    return (await bodyByDelivery(ctx).load(delivery.id))?.start.toString('utf8') ?? null;
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `readBody`, `replay`.' })
  viewerCan(@Ctx() ctx: Context, @Root() delivery: Delivery): string[] {
    return abilities(ctx.viewer, deliveryPolicy, delivery);
  }
}
