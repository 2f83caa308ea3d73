import { isUuid, type Context } from '@deskgraph/kit';
import { Delivery, DeliveryState, shownBytes, type DeliveryBody, type DeliverySize } from './delivery.entity.js';
import type { DeliveryFilter } from './delivery.inputs.js';

/** The deliveries' SQL, bound to the context's transaction. */
export const deliveries = ({ db, viewer }: Context) =>
  db.getRepository(Delivery).extend({
    /** The rows `deliveryPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('delivery');
      return viewer.may('delivery.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ state, provider, connectionId, deliveryId, key, receivedFrom, receivedBefore }: DeliveryFilter) {
      const query = this.visible();
      if (state) query.andWhere('delivery.state = :state', { state });
      if (provider) query.andWhere('delivery.provider = :provider', { provider });
      if (connectionId) query.andWhere(isUuid(connectionId) ? 'delivery.connectionId = :connectionId' : 'false', { connectionId });
      if (deliveryId) query.andWhere('delivery.deliveryId = :deliveryId', { deliveryId });
      if (key) query.andWhere('delivery.key = :key', { key });
      if (receivedFrom) query.andWhere('delivery.receivedAt >= :receivedFrom', { receivedFrom });
      if (receivedBefore) query.andWhere('delivery.receivedAt < :receivedBefore', { receivedBefore });
      return query;
    },

    /** How long the bodies of these are, without reading them. */
    sizes(ids: readonly string[]): Promise<DeliverySize[]> {
      return db.query('select id, length(body) as size from platform.inbox where id = any($1)', [ids]);
    },

    /** How the bodies of these begin; none for who may not read them. */
    bodies(ids: readonly string[]): Promise<DeliveryBody[]> {
      if (!viewer.may('delivery.body.read')) return Promise.resolve([]);
      return db.query(`select id, substring(body from 1 for ${String(shownBytes)}) as start from platform.inbox where id = any($1)`, [ids]);
    },

    /** Locks a delivery. */
    lock(id: string): Promise<Delivery | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Takes a delivery for one that has just come. */
    async renew(delivery: Delivery): Promise<Delivery> {
      const change = { state: DeliveryState.RECEIVED, handledAt: null };
      await this.update({ id: delivery.id }, change);
      return Object.assign(delivery, change);
    },
  });
