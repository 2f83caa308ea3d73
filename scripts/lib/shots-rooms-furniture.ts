import { signed } from '@deskgraph/sandbox';
import type { Person, TestHouse } from '@deskgraph/testing';

const [skuAcetone, skuGloves, skuEthanol] = ['ACE-5L', 'GLV-M', 'ETH-96'];

/** Gives an organization customers, orders in many states, calls and articles, through the product's own doors. */
export async function furnishRooms(owner: Person, call: TestHouse['call']): Promise<void> {
  const make = async (name: string, what: string, input: object): Promise<string> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await owner.ask<Record<string, Record<string, { id: string } | null> & { refusal: { message: string } | null }>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${what} { id } refusal { message } } }`,
      { input },
    );
    const id = answer[name]?.[what]?.id;
    if (id === undefined) throw new Error(`${name}: ${answer[name]?.refusal?.message ?? 'refused'}`);
    return id;
  };

  const companyId = await make('companyCreate', 'company', { name: 'Alpine Analytics', domains: ['alpine.example'] });
  await make('companyCreate', 'company', { name: 'Harbour Supply', domains: ['harbour.example', 'harbour-supply.example'] });
  const anna = await make('customerFindOrCreate', 'customer', {
    name: 'Anna Hofer',
    identities: [{ kind: 'MAIL', value: 'anna.hofer@alpine.example' }, { kind: 'PHONE', value: '+43 1 58858 123' }, { kind: 'EXTERNAL', value: 'shop:20481' }],
  });
  const { customer } = await owner.ask<{ customer: { version: number } }>('query ($id: ID!) { customer(id: $id) { version } }', { id: anna });
  await make('customerUpdate', 'customer', { ...customer, id: anna, companyId, language: 'de-AT', timeZone: 'Europe/Vienna', note: 'Orders for three laboratories. Wants pallets before 10:00, ring twice.' });
  await make('customerFindOrCreate', 'customer', { name: 'A. Hofer', identities: [{ kind: 'MAIL', value: 'a.hofer@private.example' }] });
  for (const [place, name] of ['Bram de Vries', 'Chiara Lombardi', 'Dolores Ibáñez', 'Emil Nyström', 'Farida Rahimi', 'Gwen Prys-Jones', 'Maximiliane Freifrau von Hohenstein-Wackernagel'].entries())
    await make('customerFindOrCreate', 'customer', { name, identities: [{ kind: 'MAIL', value: `customer${String(place)}@harbour.example` }] });
  await make('interactionNote', 'interaction', { customerId: anna, summary: 'Met at the fair. Wants the new price list for solvents.' });
  for (const subject of ['Invoice 4711 is missing', 'Can you deliver on Friday?'])
    await make('ticketCreate', 'ticket', { subject, text: 'Please have a look.', requesterAddress: 'anna.hofer@alpine.example', requesterName: 'Anna Hofer' });

  for (const [name, sku, title, price, stock, hazard] of [
    ['Acetone', skuAcetone, 'Acetone, technical, 5 l', 2490, 40, 'UN 1090, class 3'],
    ['Gloves', skuGloves, 'Nitrile gloves, M, box of 100', 1290, 200, null],
    ['Ethanol', skuEthanol, 'Ethanol 96 %, denatured, 1 l', 990, 3, 'UN 1170, class 3'],
  ] as const) {
    const productId = await make('productCreate', 'product', { name, hazard, description: hazard ? 'Kept in the hazardous store.' : '' });
    const variantId = await make('variantCreate', 'variant', { productId, sku, title, price, currency: 'EUR' });
    await make('stockAdjust', 'stockLevel', { variantId, delta: stock, reason: 'First count' });
  }
  const order = (place: number, lines: readonly [sku: string, title: string, quantity: number, unitPrice: number][], more: object = {}) => {
    const total = lines.reduce((all, [, , quantity, price]) => all + quantity * price, 0) + 890;
    return make('orderIngest', 'order', {
      ...{ channel: 'shop', externalId: `WEB-${String(20_480 + place)}`, currency: 'EUR', total, shipping: 890, buyerEmail: 'anna.hofer@alpine.example', buyerName: 'Anna Hofer' },
      ...{ placedAt: new Date(Date.now() - place * 7_200_000).toISOString(), changedAt: new Date().toISOString(), shippingAddress: 'Alpine Analytics\nLaborgasse 3\n1060 Wien' },
      lines: lines.map(([sku, title, quantity, unitPrice], index) => ({ externalId: String(index), sku, title, quantity, unitPrice })),
      ...more,
    }).then(id => ({ id, amount: total }));
  };
  const acetone = [skuAcetone, 'Acetone, technical, 5 l', 2, 2490] as const;
  const gloves = [skuGloves, 'Nitrile gloves, M, box of 100', 4, 1290] as const;
  const shipped = await order(1, [[...acetone], [...gloves]]);
  await make('orderPay', 'order', { ...shipped, reason: 'Bank transfer' });
  const { order: known } = await owner.ask<{ order: { lines: { id: string }[] } }>('query ($id: ID!) { order(id: $id) { lines { id } } }', { id: shipped.id });
  await make('shipmentCreate', 'shipment', { orderId: shipped.id, carrier: 'DHL Freight', trackingNumber: 'JD014600006281230704', lines: [{ orderLineId: known.lines[0]?.id, quantity: 2 }] });
  await order(2, [[...gloves]]);
  await order(3, [[skuEthanol, 'Ethanol 96 %, denatured, 1 l', 12, 990]]);
  const cancelled = await order(4, [[...gloves]]);
  await make('orderCancel', 'order', { id: cancelled.id, reason: 'Ordered twice' });
  const paid = await order(5, [[...acetone]]);
  await make('orderPay', 'order', { ...paid });

  const ids: string[] = [];
  for (const [title, body] of articles) ids.push(await make('articleCreate', 'article', { title, body, visibility: 'PUBLIC' }));
  const [first, second] = ids;
  for (const id of [first, second]) await make('articlePublish', 'article', { id, version: 1 });
  await make('articleUpdate', 'article', { id: first, version: 1, body: `${articles[0]?.[1] ?? ''}\n\n> Since November pallets are weighed when they come in.` });
  await ring();

  async function ring(): Promise<void> {
    const input = { provider: 'pbx', name: 'Main switchboard' };
    const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { id: string }; secret: string } }>(
      'mutation ($input: ConnectionCreateInput!) { connectionCreate(input: $input) { connection { id } secret } }',
      { input },
    );
    const { connection, secret } = connectionCreate;
    const tell = async (id: string, sequence: number, state: string, minutes: number) => {
      const at = new Date(Date.now() - minutes * 60_000).toISOString();
      const body = JSON.stringify({ at, sequence, call: { id, direction: 'inbound', from: '+43158858123', to: '+493012345678', state, started_at: at } });
      await call(`/hooks/voice/${connection.id}`, body, signed(secret, crypto.randomUUID(), body));
    };
    await tell(crypto.randomUUID(), 0, 'ringing', 0);
    const over = crypto.randomUUID();
    for (const [sequence, state] of ['ringing', 'answered', 'ended'].entries()) await tell(over, sequence, state, state === 'ended' ? 46 : 50);
  }
}

const articles: readonly (readonly [title: string, body: string])[] = [
  [
    'Returning empty pallets',
    [
      'Euro pallets go back within **30 days**. After that they are charged.',
      '## How it goes',
      '1. Ask for a label: [returns](https://returns.example/label).\n2. Stack at most **15** of them.\n3. Note the number on the `RMA` slip.',
      '| Pallet | Charge |\n|---|---|\n| Euro | €18 |\n| Half | €11 |',
      '- [x] Dry\n- [ ] Damaged ones are photographed',
    ].join('\n\n'),
  ],
  ['Shipping hazardous goods by road', 'Class 3 liquids travel in approved jerrycans.\n\nThe safety data sheet goes along, and the driver signs for it.'],
  ['Payment on terms', 'Customers with terms pay within 30 days. A manager approves the order before it is shipped.'],
];
