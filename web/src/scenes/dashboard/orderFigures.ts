import { graphql } from '../../gql/index.js';
import type { DashboardOrdersChangedSubscription, DashboardOrdersQuery, OrderBoard_FiguresFragment } from '../../gql/graphql.js';
import { money } from '../../money.js';
import type { FigureProps } from '../../parts/Figure.js';
import { ordersPath } from './drill.js';
import type { Time } from './time.js';
import type { Kind } from './useFigures.js';
import { compare, whole } from './words.js';

export const OrderBoard_figures = graphql(`
  fragment OrderBoard_figures on OrderFigures {
    at
    requiringActionNow
    backorderedNow
    period {
      orders
      cancelled
      shipped
      delivered
    }
    previous {
      orders
      cancelled
      shipped
      delivered
    }
    revenue {
      currency
      amount
      previousAmount
      orders
    }
    days {
      date
      orders
      shipped
    }
    revenueDays {
      date
      currency
      amount
    }
    states {
      state
      count
    }
    channels {
      channel
      count
    }
  }
`);

const query = graphql(`
  query DashboardOrders($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!) {
    orderFigures(from: $from, before: $before, timeZone: $timeZone) {
      ...OrderBoard_figures
    }
  }
`);

const changed = graphql(`
  subscription DashboardOrdersChanged($from: DateTimeISO!, $before: DateTimeISO!, $timeZone: String!, $after: String) {
    orderFiguresChanged(from: $from, before: $before, timeZone: $timeZone, after: $after) {
      ...OrderBoard_figures
    }
  }
`);

/** Figures of orders. */
export const orderKind: Kind<DashboardOrdersQuery, DashboardOrdersChangedSubscription> = {
  query,
  changed,
  answerOf: ({ orderFiguresChanged }) => (orderFiguresChanged ? { orderFigures: orderFiguresChanged } : null),
};

/** What the days come to in a currency, days without orders too. */
export const revenueOf = ({ days, revenueDays }: Pick<OrderBoard_FiguresFragment, 'days' | 'revenueDays'>, currency: string): { date: string; amount: number }[] => {
  const amounts = new Map(revenueDays.filter(day => day.currency === currency).map(({ date, amount }) => [date, amount]));
  return days.map(({ date }) => ({ date, amount: amounts.get(date) ?? 0 }));
};

/** The numbers of orders that matter, the most first. */
export function orderNumbers(figures: OrderBoard_FiguresFragment, time: Time): FigureProps[] {
  const { requiringActionNow, backorderedNow, period, previous, revenue, days } = figures;
  const { span } = time;
  const amount = (key: 'orders' | 'cancelled' | 'shipped' | 'delivered') => ({ value: whole(period[key]), comparison: compare({ now: period[key], before: previous[key], span }) });
  return [
    {
      title: 'Orders',
      ...amount('orders'),
      better: 'up',
      definition: 'Orders that were placed in this time, those called off since among them.',
      course: days.map(({ orders }) => orders),
      to: ordersPath(time),
    },
    ...revenue.map(({ currency, amount: sum, previousAmount }): FigureProps => ({
      title: `Revenue, ${currency}`,
      value: money(sum, currency),
      comparison: compare({ now: sum, before: previousAmount, span, write: value => money(value, currency) }),
      better: 'up',
      definition: `What the orders placed in this time come to in ${currency}. Those that were cancelled or expired are left out.`,
      course: revenueOf(figures, currency).map(day => day.amount),
    })),
    {
      title: 'Shipped',
      ...amount('shipped'),
      better: 'up',
      definition: 'Shipments that went out in this time, whenever their orders were placed.',
      course: days.map(({ shipped }) => shipped),
    },
    { title: 'Delivered', ...amount('delivered'), better: 'up', definition: 'Shipments that arrived in this time.' },
    {
      title: 'Called off',
      ...amount('cancelled'),
      better: 'down',
      definition: 'Orders placed in this time that were cancelled or expired since.',
    },
    {
      title: 'To decide now',
      value: whole(requiringActionNow),
      definition: 'Orders a channel has sold and for which there is too little in stock.',
      to: '/orders?state=REQUIRES_ACTION',
    },
    {
      title: 'Waiting for stock now',
      value: whole(backorderedNow),
      definition: 'Orders that wait until there is stock for them.',
      to: '/orders?state=BACKORDERED',
    },
  ];
}
