import { insertAll, isUuid, type Context } from '@deskgraph/kit';
import { Shipment, ShipmentLine } from './shipment.entity.js';

/** The shipments' SQL, bound to the context's transaction. */
export const shipments = ({ db, viewer }: Context) =>
  db.getRepository(Shipment).extend({
    /** The rows `shipmentPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('shipment');
      return viewer.may('order.read') ? query : query.where('false');
    },

    /** A shipment as it is known, without a lock. */
    byId(id: string): Promise<Shipment | null> {
      return isUuid(id) ? this.findOneBy({ id }) : Promise.resolve(null);
    },

    /** Locks a shipment. */
    lock(id: string): Promise<Shipment | null> {
      return this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    },

    /** Writes a shipment with what is in it. */
    async add(shipment: Shipment, lines: readonly ShipmentLine[]): Promise<void> {
      await this.insert(shipment);
      await db.getRepository(ShipmentLine).insert([...lines]);
    },

    /** Inserts shipments with what is in them. */
    async addAll(rows: readonly Shipment[], lines: readonly ShipmentLine[]): Promise<void> {
      await insertAll({ db }, Shipment, rows);
      await insertAll({ db }, ShipmentLine, lines);
    },

    /** The lines of these shipments, in the order of the order's. */
    linesOf(ids: readonly string[]): Promise<ShipmentLine[]> {
      return db.getRepository(ShipmentLine).createQueryBuilder('line').where('line.shipmentId = any(:ids)', { ids }).andWhere(viewer.may('order.read') ? 'true' : 'false').orderBy('line.orderLineId').getMany();
    },

    /** Writes a change to the table and the row. */
    async change(shipment: Shipment, change: Partial<Pick<Shipment, 'state' | 'deliveredAt'>>): Promise<Shipment> {
      await this.update({ id: shipment.id }, change);
      return Object.assign(shipment, change);
    },
  });
