import { isUuid, type Context } from '@deskgraph/kit';
import { MoreThanOrEqual } from 'typeorm';
import { ParkedEvent, ParkedEventState } from './parked-event.entity.js';
import type { ParkedEventFilter } from './parked-event.inputs.js';

/** The parked events' SQL, bound to the context's transaction. */
export const parkedEvents = ({ db, viewer }: Context) =>
  db.getRepository(ParkedEvent).extend({
    /** The rows `parkedEventPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('parkedEvent');
      return viewer.may('parkedEvent.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ state, consumer, topic, subjectId, parkedFrom, parkedBefore }: ParkedEventFilter) {
      const query = this.visible();
      if (state) query.andWhere('parkedEvent.state = :state', { state });
      if (consumer) query.andWhere('parkedEvent.consumer = :consumer', { consumer });
      if (topic) query.andWhere('parkedEvent.topic = :topic', { topic });
      if (subjectId) query.andWhere(isUuid(subjectId) ? 'parkedEvent.subjectId = :subjectId' : 'false', { subjectId });
      if (parkedFrom) query.andWhere('parkedEvent.parkedAt >= :parkedFrom', { parkedFrom });
      if (parkedBefore) query.andWhere('parkedEvent.parkedAt < :parkedBefore', { parkedBefore });
      return query;
    },

    /** Locks a parked event. */
    lock(id: string): Promise<ParkedEvent | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Gives an event and those parked after it of its subject back to their consumer, and wakes it. Answers how many. */
    async release({ consumer, subjectId, position }: ParkedEvent): Promise<number> {
      const waiting = { consumer, subjectId, position: MoreThanOrEqual(position), state: ParkedEventState.PARKED };
      const { affected } = await this.update(waiting, { state: ParkedEventState.RETRYING });
      await db.query(`select pg_notify('parked', '')`);
      return affected ?? 0;
    },

    /** Gives an event up. */
    async discard(event: ParkedEvent, settledAt: Date): Promise<ParkedEvent> {
      const change = { state: ParkedEventState.DISCARDED, settledAt };
      await this.update({ id: event.id }, change);
      return Object.assign(event, change);
    },
  });
