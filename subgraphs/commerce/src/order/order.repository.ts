import { insertAll, isUuid, unknownAmong, type Context } from '@deskgraph/kit';
import { Order, over } from './order.entity.js';
import type { OrderFilter } from './order.inputs.js';

export type OrderChange = Partial<Omit<Order, 'organizationId' | 'id' | 'number' | 'channel' | 'externalId' | 'createdAt'>>;

/** How many orders a customer has, and how many of them are not over. */
export interface OrderCount {
  readonly customerId: string;
  readonly count: number;
  readonly open: number;
}

/** The orders' SQL, bound to the context's transaction. */
export const orders = ({ db, viewer, now }: Context) =>
  db.getRepository(Order).extend({
    /** The rows `orderPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('order');
      return viewer.may('order.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ ids, state, channel, customerId, number, search, placedFrom, placedBefore }: OrderFilter) {
      const query = this.visible();
      if (ids) query.andWhere('order.id = any(:ids)', { ids: ids.filter(isUuid) });
      if (state) query.andWhere('order.state = :state', { state });
      if (channel) query.andWhere('order.channel = :channel', { channel });
      if (customerId) query.andWhere(isUuid(customerId) ? 'order.customerId = :customerId' : 'false', { customerId });
      if (number !== null && number !== undefined) query.andWhere('order.number = :number', { number });
      if (placedFrom) query.andWhere('order.placedAt >= :placedFrom', { placedFrom });
      if (placedBefore) query.andWhere('order.placedAt < :placedBefore', { placedBefore });
      if (search) {
        const ofLine = 'select from commerce.order_line l where l.organization_id = "order".organization_id and l.order_id = "order".id and (l.sku ilike :pattern or l.title ilike :pattern)';
        query.andWhere(`("order".external_id ilike :pattern or exists (${ofLine}))`, { pattern: `%${search.replace(/[\\%_]/g, '\\$&')}%` });
      }
      return query;
    },

    /** Locks an order. */
    lock(id: string): Promise<Order | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Whether a shipment of an order is still on its way. */
    async isUnderway(id: string): Promise<boolean> {
      return (await db.query<unknown[]>(`select from commerce.shipment where organization_id = $1 and order_id = $2 and state = 'SHIPPED' limit 1`, [viewer.organizationId, id])).length > 0;
    },

    /** Locks an order by the channel's name for it; where there is none, its name, so that of two that would make it one waits. */
    async lockExternal(channel: string, externalId: string): Promise<Order | null> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`order ${viewer.organizationId} ${channel} ${externalId}`]);
      return this.findOne({ where: { organizationId: viewer.organizationId, channel, externalId }, lock: { mode: 'pessimistic_write' } });
    },

    /** The next number of the organization, or the first of so many; taken for good when the transaction commits. */
    async nextNumber(count = 1): Promise<number> {
      const [row] = await db.query<{ last: number }[]>(
        'insert into commerce.counter (organization_id, last) values ($1, 1000 + $2) on conflict (organization_id) do update set last = commerce.counter.last + $2 returning last',
        [viewer.organizationId, count],
      );
      return (row?.last ?? count) - count + 1;
    },

    /** Those of some rows that are not there yet. */
    unknown<Row extends { readonly id: string }>(rows: readonly Row[]): Promise<Row[]> {
      return unknownAmong({ db, viewer }, Order, rows);
    },

    /** Inserts orders. */
    addAll(rows: readonly Order[]): Promise<void> {
      return insertAll({ db }, Order, rows);
    },

    /** Writes a change to the table and the row. */
    async change(order: Order, change: OrderChange): Promise<Order> {
      await this.update({ id: order.id }, change);
      return Object.assign(order, change);
    },

    /** Says of a party's orders whose they are; answers those that changed. */
    async identify(partyId: string, customerId: string): Promise<string[]> {
      return ids(await db.query('update commerce."order" set customer_id = $2, changed_at = $3 where party_id = $1 and customer_id is distinct from $2 returning id', [partyId, customerId, now()]));
    },

    /** Gives a customer's orders to another; answers which. */
    async reassign(fromId: string, toId: string): Promise<string[]> {
      return ids(await db.query('update commerce."order" set customer_id = $2, changed_at = $3 where customer_id = $1 returning id', [fromId, toId, now()]));
    },

    /** The newest visible orders of each of these customers. */
    newestOf(customerIds: readonly string[], count: number): Promise<Order[]> {
      const ranked = `select id from (select id, row_number() over (partition by customer_id order by placed_at desc, id desc) as rank from commerce."order" where customer_id = any(:customerIds)) r where rank <= :count`;
      return this.visible().andWhere(`order.id = any(array(${ranked}))`, { customerIds, count }).orderBy('order.placedAt', 'DESC').addOrderBy('order.id', 'DESC').getMany();
    },

    /** How many visible orders each of these customers has, and how many of them are not over. */
    countOf(customerIds: readonly string[]): Promise<OrderCount[]> {
      const query = this.visible().select('order.customerId', 'customerId').addSelect('count(*)::integer', 'count');
      query.addSelect('(count(*) filter (where order.state <> all(:over)))::integer', 'open').setParameters({ over });
      return query.andWhere('order.customerId = any(:customerIds)', { customerIds }).groupBy('order.customerId').getRawMany<OrderCount>();
    },
  });

function ids([rows]: [{ id: string }[], number]): string[] {
  return rows.map(({ id }) => id);
}
