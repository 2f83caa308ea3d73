import type { Context } from '@deskgraph/kit';
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
