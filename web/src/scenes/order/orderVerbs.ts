import type { TypedDocumentNode } from '@apollo/client';
import type { OrderPayInput } from '../../gql/graphql.js';
import { graphql } from '../../gql/index.js';

const orderVerbs_reserve = graphql(`
  mutation orderVerbs_reserve($input: OrderReserveInput!) {
    orderReserve(input: $input) {
      order {
        id
        ...OrderScene_order
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const orderVerbs_backorder = graphql(`
  mutation orderVerbs_backorder($input: OrderBackorderInput!) {
    orderBackorder(input: $input) {
      order {
        id
        ...OrderScene_order
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const orderVerbs_pay = graphql(`
  mutation orderVerbs_pay($input: OrderPayInput!) {
    orderPay(input: $input) {
      order {
        id
        ...OrderScene_order
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const orderVerbs_approve = graphql(`
  mutation orderVerbs_approve($input: OrderApproveInput!) {
    orderApprove(input: $input) {
      order {
        id
        ...OrderScene_order
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const orderVerbs_expire = graphql(`
  mutation orderVerbs_expire($input: OrderExpireInput!) {
    orderExpire(input: $input) {
      order {
        id
        ...OrderScene_order
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const orderVerbs_cancel = graphql(`
  mutation orderVerbs_cancel($input: OrderCancelInput!) {
    orderCancel(input: $input) {
      order {
        id
        ...OrderScene_order
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const orderVerbs_complete = graphql(`
  mutation orderVerbs_complete($input: OrderCompleteInput!) {
    orderComplete(input: $input) {
      order {
        id
        ...OrderScene_order
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** Something that takes an order a step further. */
export interface OrderVerb {
  readonly verb: string;
  readonly label: string;
  /** What will be different afterwards. */
  readonly words: string;
  readonly done: string;
  readonly takesAmount?: boolean;
  readonly isGrave?: boolean;
  readonly document: TypedDocumentNode<unknown, { input: OrderPayInput }>;
}

/** Everything that can be done to an order but shipping it, the likeliest first. */
export const orderVerbs: readonly OrderVerb[] = [
  {
    ...{ verb: 'reserve', label: 'Reserve stock', done: 'All it needs is held.', document: orderVerbs_reserve },
    words: 'Holds all the order needs for it, everything or nothing. It can be paid then.',
  },
  {
    ...{ verb: 'pay', label: 'Mark as paid', done: 'It is paid.', document: orderVerbs_pay, takesAmount: true },
    words: 'Notes that it is paid in full. A reserved order can be shipped then; one on terms is completed once all of it has arrived.',
  },
  {
    ...{ verb: 'complete', label: 'Complete', done: 'It is completed.', document: orderVerbs_complete, takesAmount: true },
    words: 'Ends the order: all of it has arrived and is paid.',
  },
  {
    ...{ verb: 'approve', label: 'Approve on terms', done: 'It may be shipped, and is paid later.', document: orderVerbs_approve },
    words: 'Lets the order be shipped before it is paid.',
  },
  {
    ...{ verb: 'backorder', label: 'Wait for stock', done: 'It waits for stock.', document: orderVerbs_backorder },
    words: 'Has the order wait until there is enough in stock. It is reserved by itself then, the order that was placed first first.',
  },
  {
    ...{ verb: 'expire', label: 'Expire', done: 'It is expired.', document: orderVerbs_expire, isGrave: true },
    words: 'Ends the order because it was not paid in time, and gives back what is held for it. This cannot be taken back.',
  },
  {
    ...{ verb: 'cancel', label: 'Cancel order', done: 'It is cancelled.', document: orderVerbs_cancel, isGrave: true },
    words: 'Calls the order off, and gives back what is held for it. This cannot be taken back.',
  },
];
