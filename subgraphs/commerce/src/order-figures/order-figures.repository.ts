import type { Context, Period } from '@deskgraph/kit';
import { OrderState } from '../order/order.entity.js';
import type { OrderFigures } from './order-figures.entity.js';

/** How many channels are told apart. */
const mostNamed = 20;
const states = Object.values(OrderState).map(state => `'${state}'`).join(', ');

/** Counts over this time or the one before. */
const totals = (is: 'is_now' | 'is_before'): string => `json_build_object(
  'orders', (select count(*) from placed where ${is}),
  'cancelled', (select count(*) from placed where ${is} and not is_sold),
  'shipped', (select count(*) from shipped where ${is}),
  'delivered', (select count(*) from delivered where ${is}))`;

const list = (row: string, order: string, from: string): string => `(select coalesce(json_agg(json_build_object(${row}) order by ${order}), '[]') from ${from})`;
const went = (name: string): string =>
  `select ${name}_at as at, ${name}_at >= $2::timestamptz as is_now, ${name}_at < $5::timestamptz as is_before from commerce.shipment where ${name}_at >= $1::timestamptz and ${name}_at < $3::timestamptz`;

/** $1 to $5: the time before begins, this one begins and ends, its time zone, the time before ends. */
const statement = `
  with placed as materialized (
    select placed_at, state, channel, currency, total, state not in ('CANCELLED', 'EXPIRED') as is_sold, placed_at >= $2::timestamptz as is_now, placed_at < $5::timestamptz as is_before
    from commerce."order" where placed_at >= $1::timestamptz and placed_at < $3::timestamptz
  ),
  shipped as materialized (${went('shipped')}),
  delivered as materialized (${went('delivered')}),
  day as (
    select d::date as date from generate_series(date_trunc('day', $2::timestamptz at time zone $4::text), ($3::timestamptz - interval '1 millisecond') at time zone $4::text, interval '1 day') d
  ),
  placed_by_day as (select (placed_at at time zone $4::text)::date as date, count(*) as count from placed where is_now group by 1),
  shipped_by_day as (select (at at time zone $4::text)::date as date, count(*) as count from shipped where is_now group by 1),
  sold_by_day as (select (placed_at at time zone $4::text)::date as date, currency, sum(total) as amount from placed where is_now and is_sold group by 1, 2),
  sold as (
    select currency, coalesce(sum(total) filter (where is_now), 0) as amount, coalesce(sum(total) filter (where is_before), 0) as previous, count(*) filter (where is_now) as count
    from placed where is_sold and (is_now or is_before) group by currency
  ),
  by_state as (select state, count(*) as count from placed where is_now group by 1),
  by_channel as (select channel, count(*) as count from placed where is_now group by 1 order by 2 desc, 1 limit ${String(mostNamed)})
  select
    (select count(*)::int from commerce."order" where state = 'REQUIRES_ACTION') as "requiringActionNow",
    (select count(*)::int from commerce."order" where state = 'BACKORDERED') as "backorderedNow",
    ${totals('is_now')} as period,
    ${totals('is_before')} as previous,
    ${list(`'currency', currency, 'amount', amount, 'previousAmount', previous, 'orders', count`, 'count desc, currency', 'sold')} as revenue,
    ${list(`'date', to_char(date, 'YYYY-MM-DD'), 'orders', coalesce(p.count, 0), 'shipped', coalesce(s.count, 0)`, 'date', 'day left join placed_by_day p using (date) left join shipped_by_day s using (date)')} as days,
    ${list(`'date', to_char(date, 'YYYY-MM-DD'), 'currency', currency, 'amount', amount`, 'date, currency', 'sold_by_day')} as "revenueDays",
    ${list(`'state', state, 'count', count`, `array_position(array[${states}], state)`, 'by_state')} as states,
    ${list(`'channel', channel, 'count', count`, 'count desc, channel', 'by_channel')} as channels`;

/** The SQL of figures, bound to the context's transaction. */
export const orderFigures = ({ db }: Context) => ({
  /** All figures of a time, in one statement. */
  async over({ at, from, before, timeZone, previousFrom, previousBefore }: Period): Promise<OrderFigures> {
    const [row] = await db.query<Omit<OrderFigures, 'at'>[]>(statement, [previousFrom, from, before, timeZone, previousBefore]);
    if (!row) throw new Error('A count has one row.');
    return { ...row, at };
  },
});
