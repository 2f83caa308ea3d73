import type { Context } from '@deskgraph/kit';
import type { Order } from '../order/order.entity.js';
import { Reservation } from './reservation.entity.js';

/** What is held for a line at a level, and of what. */
export interface Holding {
  readonly lineId: string;
  readonly levelId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** How many are held for a line. */
export interface Held {
  readonly lineId: string;
  readonly quantity: number;
}

/** How many of a variant are meant for somebody. */
export interface Meant {
  readonly variantId: string;
  readonly quantity: number;
}

/** What orders that wait still need, by variant: together, and for one line at the most. Nothing is needed of what is no variant. */
const needed = (and = ''): string => `
  select o.id, o.placed_at, l.variant_id, sum(n.quantity) as quantity, max(n.quantity) as most
  from commerce."order" o join commerce.order_line l on l.organization_id = o.organization_id and l.order_id = o.id
  cross join lateral (
    select case when l.variant_id is null then 0 else l.quantity - coalesce(sum(r.quantity), 0) end as quantity
    from commerce.reservation r where r.organization_id = l.organization_id and r.order_line_id = l.id) n
  where o.organization_id = $1 and o.state = 'BACKORDERED' ${and} group by o.id, o.placed_at, l.variant_id`;

/** The reservations' SQL, bound to the context's transaction. */
export const reservations = ({ db, viewer }: Context) =>
  db.getRepository(Reservation).extend({
    /** What is held for lines, by location. */
    ofLines(lineIds: readonly string[]): Promise<Holding[]> {
      return db.query<Holding[]>(
        `select r.order_line_id as "lineId", r.stock_level_id as "levelId", l.variant_id as "variantId", r.quantity
         from commerce.reservation r join commerce.stock_level l on l.organization_id = r.organization_id and l.id = r.stock_level_id
         where r.organization_id = $1 and r.order_line_id = any($2) order by l.location`,
        [viewer.organizationId, lineIds],
      );
    },

    /** How many are held for each of these lines. */
    heldFor(lineIds: readonly string[]): Promise<Held[]> {
      const query = this.createQueryBuilder('reservation').select('reservation.orderLineId', 'lineId').addSelect('sum(reservation.quantity)::integer', 'quantity');
      return query.where('reservation.orderLineId = any(:lineIds)', { lineIds }).andWhere(viewer.may('order.read') ? 'true' : 'false').groupBy('reservation.orderLineId').getRawMany<Held>();
    },

    /** How many of these variants the orders need that wait and were placed before this one. */
    meantBefore({ id, placedAt }: Pick<Order, 'id' | 'placedAt'>, variantIds: readonly string[]): Promise<Meant[]> {
      const before = needed('and (o.placed_at, o.id) < ($2, $3) and l.variant_id = any($4)');
      return db.query<Meant[]>(`select variant_id as "variantId", sum(quantity)::float8 as quantity from (${before}) n group by variant_id`, [viewer.organizationId, placedAt, id, variantIds]);
    },

    /** The orders that wait and could have all they need, with what is left by those that were placed before them; the one placed first first. */
    async servable(count: number): Promise<string[]> {
      const rows = await db.query<{ id: string }[]>(
        `with needed as (${needed()}),
         queue as (select *, sum(quantity) over (partition by variant_id order by placed_at, id) as up_to from needed),
         free as (select variant_id, sum(on_hand - reserved) as quantity, max(on_hand - reserved) as most from commerce.stock_level where organization_id = $1 and variant_id in (select variant_id from needed) group by variant_id)
         select q.id from queue q left join free f on f.variant_id = q.variant_id
         group by q.id, q.placed_at having bool_and(q.quantity = 0 or coalesce(q.up_to <= f.quantity and q.most <= f.most, false)) order by q.placed_at, q.id limit $2`,
        [viewer.organizationId, count],
      );
      return rows.map(({ id }) => id);
    },

    /** Writes how many are held from now on; none is no reservation. */
    async write(holdings: readonly Omit<Holding, 'variantId'>[]): Promise<void> {
      const values = [viewer.organizationId, holdings.map(({ lineId }) => lineId), holdings.map(({ levelId }) => levelId), holdings.map(({ quantity }) => quantity)];
      const given = 'unnest($2::uuid[], $3::uuid[], $4::integer[]) as h (line_id, level_id, quantity)';
      if (holdings.some(({ quantity }) => quantity === 0)) {
        await db.query(`delete from commerce.reservation r using ${given} where r.organization_id = $1 and r.order_line_id = h.line_id and r.stock_level_id = h.level_id and h.quantity = 0`, values);
      }
      if (holdings.some(({ quantity }) => quantity > 0)) {
        await db.query(
          `insert into commerce.reservation (organization_id, order_line_id, stock_level_id, quantity) select $1, line_id, level_id, quantity from ${given} where quantity > 0
           on conflict (organization_id, order_line_id, stock_level_id) do update set quantity = excluded.quantity`,
          values,
        );
      }
    },
  });
