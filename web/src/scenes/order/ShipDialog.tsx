import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attempts } from '../../attempt.js';
import { anything, type Check, filled } from '../../checks.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useToast } from '../../parts/Toast.js';
import { useForm } from '../../parts/useForm.js';
import { Refused, refusalFrom } from '../../refusal.js';
import { useVerb } from '../../useVerb.js';

const ShipDialog_order = graphql(`
  fragment ShipDialog_order on Order {
    id
    number
    lines {
      id
      sku
      title
      quantity
      shipped
    }
  }
`);
const ShipDialog_ship = graphql(`
  mutation ShipDialog_ship($input: ShipmentCreateInput!) {
    shipmentCreate(input: $input) {
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

interface ShipDialogProps {
  readonly order: FragmentType<typeof ShipDialog_order>;
  readonly onClose: () => void;
}

/** Sends what is open of an order, or some of it. */
export function ShipDialog(props: ShipDialogProps) {
  const { id: orderId, number, lines } = read(ShipDialog_order, props.order);
  const [open] = useState(() => lines.map(({ quantity, shipped, ...line }) => ({ ...line, most: quantity - shipped })).filter(({ most }) => most > 0));
  const ship = useVerb(ShipDialog_ship, ['OrderScene']);
  const [keyFor] = useState(() => attempts());
  const say = useToast();
  const checks: Record<string, Check> = {
    carrier: filled('Say who carries it.'),
    trackingNumber: anything,
    ...Object.fromEntries(open.map(({ id, most }) => [id, upTo(most)])),
  };
  const form = useForm(checks, async values => {
    const sent = open.map(({ id }) => ({ orderLineId: id, quantity: Number(values[id] ?? '') })).filter(({ quantity }) => quantity > 0);
    if (sent.length === 0) throw new Refused({ code: 'INVALID', message: 'Nothing would be sent: give at least one item a quantity.' });
    const input = {
      ...{ orderId, carrier: values['carrier']?.trim() ?? '', lines: sent },
      ...(values['trackingNumber']?.trim() && { trackingNumber: values['trackingNumber'].trim() }),
    };
    await ship.ask({ input: { ...input, idempotencyKey: keyFor(input) } }).catch((error: unknown) => {
      const refusal = refusalFrom(error);
      const place = /^lines\.(\d+)\./.exec(refusal.field ?? '')?.[1];
      throw new Refused({ ...refusal, ...(place && { field: sent[Number(place)]?.orderLineId ?? 'lines' }) });
    });
    say(`The shipment of order ${number} is on its way.`);
    props.onClose();
  });
  return (
    <Dialog onClose={props.onClose} title={`Ship order ${number}`}>
      <p style={{ margin: '0 0 18px' }}>What is sent leaves the stock. With the last item the order is shipped.</p>
      <Form form={form} verb="Ship">
        <TextInput {...form.field('carrier')} label="Carrier" placeholder="DHL" maxLength={60} autoComplete="off" data-autofocus />
        <TextInput {...form.field('trackingNumber')} label="Tracking number" maxLength={100} autoComplete="off" />
        {open.map(({ id, sku, title, most }) => {
          const { onChange, ...field } = form.field(id);
          return (
            <NumberInput
              key={id}
              {...field}
              onChange={onChange}
              label={title}
              description={`${sku}, ${most} open`}
              defaultValue={most}
              min={0}
              allowDecimal={false}
              allowNegative={false}
            />
          );
        })}
      </Form>
    </Dialog>
  );
}

const upTo =
  (most: number): Check =>
  value =>
    /^\d*$/.test(value) && Number(value) <= most ? null : `At most ${most} ${most === 1 ? 'is' : 'are'} open.`;
