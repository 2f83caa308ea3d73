import { Button } from '@mantine/core';
import { useState } from 'react';
import { useActions } from '../../actions.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { RowMenu } from '../../parts/RowMenu.js';
import { OrderVerbDialog } from './OrderVerbDialog.js';
import { orderVerbs } from './orderVerbs.js';
import { ShipDialog } from './ShipDialog.js';

const OrderVerbs_order = graphql(`
  fragment OrderVerbs_order on Order {
    id
    viewerCan
    ...OrderVerbDialog_order
    ...ShipDialog_order
  }
`);

/** What can be done to an order where it is: the likeliest as buttons, the rest in a menu. */
export function OrderVerbs(props: { order: FragmentType<typeof OrderVerbs_order> }) {
  const order = read(OrderVerbs_order, props.order);
  const [open, setOpen] = useState<string | null>(null);
  const ship = { verb: 'ship', label: 'Ship', isGrave: false };
  const offered = [ship, ...orderVerbs].filter(({ verb }) => order.viewerCan.includes(verb));
  const [first, second, ...rest] = offered.filter(({ isGrave }) => !isGrave);
  const others = [...rest, ...offered.filter(({ isGrave }) => isGrave)]; // what cannot be taken back is never a button beside one that can
  const chosen = orderVerbs.find(({ verb }) => verb === open);
  useActions(offered.map(({ verb, label }) => ({ id: `order ${verb}`, label, group: 'Order', run: () => setOpen(verb) })));
  return (
    <>
      {second && (
        <Button variant="default" onClick={() => setOpen(second.verb)}>
          {second.label}
        </Button>
      )}
      {first && <Button onClick={() => setOpen(first.verb)}>{first.label}</Button>}
      <RowMenu label="More to do" verbs={others.map(({ verb, label, isGrave = false }) => ({ label, isGrave, onChoose: () => setOpen(verb) }))} />
      {chosen && <OrderVerbDialog order={order} verb={chosen} onClose={() => setOpen(null)} />}
      {open === 'ship' && <ShipDialog order={order} onClose={() => setOpen(null)} />}
    </>
  );
}
