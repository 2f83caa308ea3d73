import { insertAll, type Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { OrderLine } from './order-line.entity.js';

/** What is shipped of a line. */
export interface Shipped {
  readonly lineId: string;
  readonly quantity: number;
}

/** The order lines' SQL, bound to the context's transaction. */
export const orderLines = ({ db, viewer }: Context) =>
  db.getRepository(OrderLine).extend({
    /** The lines of orders the viewer may see. */
    visible() {
      const query = this.createQueryBuilder('line');
      return viewer.may('order.read') ? query : query.where('false');
    },

    /** The lines of an order, in their order. */
    ofOrder(orderId: string): Promise<OrderLine[]> {
      return this.find({ where: { organizationId: viewer.organizationId, orderId }, order: { position: 'ASC' } });
    },

    /** Writes lines as they are now, new ones and known ones. */
    async write(lines: readonly OrderLine[]): Promise<void> {
      if (lines.length > 0) await this.upsert([...lines], ['organizationId', 'id']);
    },

    /** Inserts lines. */
    addAll(lines: readonly OrderLine[]): Promise<void> {
      return insertAll({ db }, OrderLine, lines);
    },

    /** Takes lines out of an order. */
    async drop(ids: readonly string[]): Promise<void> {
      if (ids.length > 0) await this.delete({ id: In([...ids]) });
    },

    /** Counts what is shipped of lines. */
    async ship(shipped: readonly Shipped[]): Promise<void> {
      await db.query(
        'update commerce.order_line l set shipped = l.shipped + s.quantity from unnest($2::uuid[], $3::integer[]) as s (id, quantity) where l.organization_id = $1 and l.id = s.id',
        [viewer.organizationId, shipped.map(({ lineId }) => lineId), shipped.map(({ quantity }) => quantity)],
      );
    },
  });
