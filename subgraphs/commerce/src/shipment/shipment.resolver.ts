import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { OrderLine } from '../order-line/order-line.entity.js';
import { lineById } from '../order-line/order-line.loader.js';
import { Shipment, ShipmentLine, ShipmentPayload, ShipmentState } from './shipment.entity.js';
import { ShipmentCreateInput, ShipmentDeliverInput } from './shipment.inputs.js';
import { linesByShipment } from './shipment.loader.js';
import { shipmentPolicy } from './shipment.policy.js';
import * as service from './shipment.service.js';

@Resolver(() => Shipment)
export class ShipmentResolver {
  @Mutation(() => ShipmentPayload, { nullable: true, description: 'Sends what is open of an order, or some of it.' })
  async shipmentCreate(@Ctx() ctx: Context, @Arg('input', () => ShipmentCreateInput, { description: 'What, and by whom.' }) input: ShipmentCreateInput): Promise<ShipmentPayload> {
    return { shipment: await service.create(ctx, input) };
  }

  @Mutation(() => ShipmentPayload, { nullable: true, description: 'Notes that a shipment arrived.' })
  async shipmentDeliver(@Ctx() ctx: Context, @Arg('input', () => ShipmentDeliverInput, { description: 'Which, and when.' }) input: ShipmentDeliverInput): Promise<ShipmentPayload> {
    return { shipment: await service.deliver(ctx, input) };
  }

  @FieldResolver(() => [ShipmentLine], { description: 'What is in it; 200 lines at most.' })
  lines(@Ctx() ctx: Context, @Root() { id }: Shipment): Promise<ShipmentLine[]> {
    return linesByShipment(ctx).load(id);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `deliver`.' })
  viewerCan(@Ctx() ctx: Context, @Root() shipment: Shipment): string[] {
    return abilities(ctx.viewer, shipmentPolicy, shipment).filter(() => shipment.state === ShipmentState.SHIPPED);
  }
}

@Resolver(() => ShipmentLine)
export class ShipmentLineResolver {
  @FieldResolver(() => OrderLine, { nullable: true, description: 'The order line.' })
  orderLine(@Ctx() ctx: Context, @Root() { orderLineId }: ShipmentLine): Promise<OrderLine | null> {
    return lineById(ctx).load(orderLineId);
  }
}
