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
  /** What it is called, and when it was; left out where it is made now. */
  readonly id?: string;
  readonly at?: Date;
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
    async provide(variantId: string, location: string, at = ctx.now()): Promise<void> {
      await ctx.db.query(
        `insert into commerce.stock_level (organization_id, id, variant_id, location, on_hand, reserved, changed_at) values ($1, $2, $3, $4, 0, 0, $5)
         on conflict (organization_id, variant_id, location) do nothing`,
        [ctx.viewer.organizationId, ctx.newId(at), variantId, location, at],
      );
    },

    /** The ids of these that stand in the ledger. */
    async noted(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await ctx.db.query<{ id: string }[]>('select id from commerce.stock_movement where organization_id = $1 and id = any($2)', [ctx.viewer.organizationId, ids]);
      return new Set(rows.map(({ id }) => id));
    },

    /** Changes locked levels, and writes each change into the ledger. */
    async move(moves: readonly StockMove[]): Promise<void> {
      const { organizationId } = ctx.viewer;
      const [levels, onHand, reserved] = [moves.map(({ levelId }) => levelId), moves.map(move => move.onHand), moves.map(move => move.reserved)];
      const times = moves.map(({ at }) => at ?? ctx.now());
      await ctx.db.query(
        `update commerce.stock_level l set on_hand = l.on_hand + m.on_hand, reserved = l.reserved + m.reserved, changed_at = greatest(l.changed_at, m.at)
         from (select id, sum(on_hand)::integer as on_hand, sum(reserved)::integer as reserved, max(at) as at
               from unnest($2::uuid[], $3::integer[], $4::integer[], $5::timestamptz[]) as u (id, on_hand, reserved, at) group by id) m
         where l.organization_id = $1 and l.id = m.id`,
        [organizationId, levels, onHand, reserved, times],
      );
      await ctx.db.query(
        `insert into commerce.stock_movement (organization_id, id, stock_level_id, on_hand, reserved, reason, order_id, at)
         select $1, u.* from unnest($2::uuid[], $3::uuid[], $4::integer[], $5::integer[], $6::text[], $7::uuid[], $8::timestamptz[]) u`,
        [organizationId, moves.map(({ id, at }) => id ?? ctx.newId(at)), levels, onHand, reserved, moves.map(({ reason }) => reason), moves.map(({ orderId }) => orderId), times],
      );
    },
  });
