import type { Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { StockLevel } from './stock.entity.js';

/** One change to one level, and why. */
export interface StockMove {
  readonly levelId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly reason: string;
  /** The order it was for; null for corrections. */
  readonly orderId: string | null;
}

/** The stock levels' SQL, bound to the context's transaction. */
export const stockLevels = (ctx: Context) =>
  ctx.db.getRepository(StockLevel).extend({
    /** The levels the viewer may see. */
    visible() {
      const query = this.createQueryBuilder('level');
      return ctx.viewer.may('stock.read') ? query : query.where('false');
    },

    /** Locks the levels of these variants, always in the same order, so that two orders cannot wait for each other. */
    lockOf(variantIds: readonly string[]): Promise<StockLevel[]> {
      const where = { organizationId: ctx.viewer.organizationId, variantId: In([...variantIds]) };
      return this.find({ where, order: { variantId: 'ASC', location: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    },

    /** Makes sure there is a level, empty where it is new. */
    async provide(variantId: string, location: string): Promise<void> {
      await ctx.db.query(
        `insert into commerce.stock_level (organization_id, id, variant_id, location, on_hand, reserved, changed_at) values ($1, $2, $3, $4, 0, 0, $5)
         on conflict (organization_id, variant_id, location) do nothing`,
        [ctx.viewer.organizationId, ctx.newId(), variantId, location, ctx.now()],
      );
    },

    /** Changes locked levels, and writes each change into the ledger. */
    async move(moves: readonly StockMove[]): Promise<void> {
      const { organizationId } = ctx.viewer;
      const [levels, onHand, reserved] = [moves.map(({ levelId }) => levelId), moves.map(move => move.onHand), moves.map(move => move.reserved)];
      await ctx.db.query(
        `update commerce.stock_level l set on_hand = l.on_hand + m.on_hand, reserved = l.reserved + m.reserved, changed_at = $5
         from (select id, sum(on_hand)::integer as on_hand, sum(reserved)::integer as reserved from unnest($2::uuid[], $3::integer[], $4::integer[]) as u (id, on_hand, reserved) group by id) m
         where l.organization_id = $1 and l.id = m.id`,
        [organizationId, levels, onHand, reserved, ctx.now()],
      );
      await ctx.db.query(
        `insert into commerce.stock_movement (organization_id, id, stock_level_id, on_hand, reserved, reason, order_id, at)
         select $1, u.*, $8 from unnest($2::uuid[], $3::uuid[], $4::integer[], $5::integer[], $6::text[], $7::uuid[]) u`,
        [organizationId, moves.map(() => ctx.newId()), levels, onHand, reserved, moves.map(({ reason }) => reason), moves.map(({ orderId }) => orderId), ctx.now()],
      );
    },
  });
