import type { Example } from '../examples.js';

const leading = ['owner', 'admin', 'manager'];

/** What to ask about orders and stock. */
export const commerceExamples: readonly Example[] = [
  {
    title: 'The newest orders',
    about: 'What was ordered, what is held for it, and what may be done next.',
    roles: [],
    query: `query NewestOrders($filter: OrderFilter) {
  orders(filter: $filter, first: 10) {
    totalCount
    nodes {
      id
      number
      channel
      state
      total
      currency
      placedAt
      customer { id }
      lines { sku title quantity reserved shipped }
      viewerCan
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: '{\n  "filter": {}\n}\n',
  },
  {
    title: 'How an order got where it is',
    about: 'Its history and shipments. Take an id from The newest orders.',
    roles: ['agent', ...leading],
    query: `query OrderHistory($id: ID!) {
  order(id: $id) {
    number
    state
    shippingAddress
    history { at from to reason actor { name } }
    shipments { carrier trackingNumber state shippedAt deliveredAt lines { quantity orderLine { sku } } }
  }
}
`,
    variables: '{\n  "id": ""\n}\n',
  },
  {
    title: 'An order, live',
    about: 'A frame whenever something about an order changes.',
    roles: ['agent', ...leading],
    query: `subscription OrderLive($id: ID!, $after: String) {
  orderChanged(id: $id, after: $after) {
    number
    state
    lines { sku quantity reserved shipped }
  }
}
`,
    variables: '{\n  "id": ""\n}\n',
  },
  {
    title: 'What is in stock',
    about: 'Products with their dangers, variants, and how many of each can still be sold.',
    roles: [],
    query: `query InStock {
  products(first: 5) {
    nodes {
      name
      hazard
      safetySheetUrl
      variants { sku title price currency stock { location onHand reserved available } }
    }
  }
}
`,
  },
  {
    title: 'Correct stock',
    about: 'Every correction stands in the ledger with its reason.',
    roles: leading,
    query: `mutation CorrectStock($input: StockAdjustInput!) {
  stockAdjust(input: $input) {
    stockLevel { location onHand reserved available }
    refusal { code message field }
  }
}
`,
    variables: '{\n  "input": { "variantId": "take an id from a variant", "delta": 1, "reason": "Counted" }\n}\n',
  },
];
