import { audit, authorize, emit, orNever, page, Refused, transact, type Context, type Page, type PageArgs } from '@deskgraph/kit';
import { DeliveryState, type Delivery } from './delivery.entity.js';
import { DeliveryOrderField, type DeliveryFilter, type DeliveryOrder, type DeliveryReplayInput } from './delivery.inputs.js';
import { deliveryPolicy } from './delivery.policy.js';
import { deliveries } from './delivery.repository.js';

/** One page of the deliveries the viewer may see. */
export function list(ctx: Context, filter: DeliveryFilter, { field, direction }: DeliveryOrder, args: PageArgs): Promise<Page<Delivery>> {
  const orders = {
    [DeliveryOrderField.RECEIVED_AT]: { column: 'delivery.receivedAt', value: ({ receivedAt }: Delivery) => receivedAt },
    [DeliveryOrderField.HANDLED_AT]: orNever('delivery.handledAt', ({ handledAt }: Delivery) => handledAt),
  };
  return page(deliveries(ctx).matching(filter), args, { ...orders[field], direction });
}

/** Has a delivery handled again, as if it had just come. What it once did it does not do twice. */
export function replay(ctx: Context, { id }: DeliveryReplayInput): Promise<Delivery> {
  return transact(ctx, async tx => {
    const delivery = await deliveries(tx).lock(id);
    authorize(tx, deliveryPolicy, 'read', delivery, 'id');
    if (delivery.state !== DeliveryState.DONE) throw new Refused('DELIVERY_NOT_DONE', 'It has not been handled yet. Where it failed, retry the parked event.', 'id');
    authorize(tx, deliveryPolicy, 'replay', delivery, 'id');

    const renewed = await deliveries(tx).renew(delivery);
    await emit(tx, 'webhook.received', renewed.subjectId, { related: [renewed.id] });
    await audit(tx, 'delivery.replay', id, { after: { provider: renewed.provider, deliveryId: renewed.deliveryId } });
    return renewed;
  });
}
