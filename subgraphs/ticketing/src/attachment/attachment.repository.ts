import { isUuid, type Context } from '@deskgraph/kit';
import { In, IsNull, LessThan } from 'typeorm';
import { TicketFile } from './attachment.entity.js';

/** The attachments' SQL, bound to the context's transaction. */
export const attachments = ({ db }: Context) =>
  db.getRepository(TicketFile).extend({
    byId(id: string): Promise<TicketFile | null> {
      return this.findOneBy({ id });
    },

    /** Locks an attachment. */
    lock(id: string): Promise<TicketFile | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Locks those of these attachments that there are, in one order. */
    lockAll(ids: readonly string[]): Promise<TicketFile[]> {
      return this.find({ where: { id: In(ids.filter(id => isUuid(id))) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    },

    /** How many files of a ticket nobody has said anything with. */
    countLoose(ticketId: string): Promise<number> {
      return this.countBy({ ticketId, messageId: IsNull() });
    },

    /** The files of messages, in the order in which they were sent. */
    ofMessages(messageIds: readonly string[]): Promise<TicketFile[]> {
      return this.find({ where: { messageId: In(messageIds) }, order: { id: 'ASC' } });
    },

    /** Makes files part of a message. */
    async attach(ids: readonly string[], messageId: string): Promise<void> {
      await this.update({ id: In([...ids]) }, { messageId });
    },

    /** Locks files nobody has said anything with since then; the oldest first. */
    lockLoose(before: Date, count: number): Promise<TicketFile[]> {
      return this.find({ where: { messageId: IsNull(), createdAt: LessThan(before) }, order: { createdAt: 'ASC' }, take: count, lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' } });
    },
  });
