import { useState } from 'react';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { ConfirmDialog } from '../../parts/ConfirmDialog.js';
import { Flash } from '../../parts/Flash.js';
import { Moment } from '../../parts/Moment.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { Empty, Row, Rows, Section } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';

const OrderShipments_order = graphql(`
  fragment OrderShipments_order on Order {
    id
    shipments {
      id
      ...OrderShipments_shipment
    }
  }
`);
const OrderShipments_shipment = graphql(`
  fragment OrderShipments_shipment on Shipment {
    id
    carrier
    trackingNumber
    state
    shippedAt
    deliveredAt
    viewerCan
    lines {
      quantity
      orderLine {
        id
        title
      }
    }
  }
`);
const OrderShipments_deliver = graphql(`
  mutation OrderShipments_deliver($input: ShipmentDeliverInput!) {
    shipmentDeliver(input: $input) {
      shipment {
        id
        ...OrderShipments_shipment
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** What of an order went out, with whom, and whether it arrived. */
export function OrderShipments(props: { order: FragmentType<typeof OrderShipments_order> }) {
  const { shipments } = read(OrderShipments_order, props.order);
  return (
    <Section id="shipments" title="Shipments">
      {shipments.length === 0 && <Empty title="Nothing shipped yet" words="What is sent of this order stands here, with its tracking number." />}
      <Rows label="Shipments">
        {shipments.map(shipment => (
          <ShipmentRow key={shipment.id} shipment={shipment} />
        ))}
      </Rows>
    </Section>
  );
}

function ShipmentRow(props: { shipment: FragmentType<typeof OrderShipments_shipment> }) {
  const { id, carrier, trackingNumber, state, shippedAt, deliveredAt, viewerCan, lines } = read(OrderShipments_shipment, props.shipment);
  const [isAsking, setIsAsking] = useState(false);
  const deliver = useVerb(OrderShipments_deliver, ['OrderScene']);
  const say = useToast();
  const handleDeliver = async () => {
    if (!(await deliver.run({ input: { id } }))) return;
    say(`The shipment with ${carrier} has arrived.`);
    setIsAsking(false);
  };
  return (
    <Row
      title={carrier}
      tags={
        <Flash value={state}>
          <Tag tone={state === 'DELIVERED' ? 'good' : 'accent'}>{state === 'DELIVERED' ? 'Delivered' : 'On its way'}</Tag>
        </Flash>
      }
      detail={
        <>
          {trackingNumber && (
            <>
              <code>{trackingNumber}</code>
              {' · '}
            </>
          )}
          {lines.map(({ quantity, orderLine }) => `${quantity} × ${orderLine?.title ?? 'an item'}`).join(', ')}
        </>
      }
      facts={
        deliveredAt ? (
          <span>
            arrived <Moment at={deliveredAt} />
          </span>
        ) : (
          <span>
            sent <Moment at={shippedAt} />
          </span>
        )
      }
      action={
        <>
          <RowMenu
            label={`Actions for the shipment with ${carrier}`}
            verbs={[state === 'SHIPPED' && viewerCan.includes('deliver') && { label: 'Mark as delivered', onChoose: () => setIsAsking(true) }]}
          />
          {isAsking && (
            <ConfirmDialog
              title="Has it arrived?"
              words="The shipment is noted as delivered now. With the last one of a paid order the order is completed."
              verb="Mark as delivered"
              busy={deliver.busy}
              refusal={deliver.refusal}
              onConfirm={() => void handleDeliver()}
              onClose={() => setIsAsking(false)}
            />
          )}
        </>
      }
    />
  );
}
