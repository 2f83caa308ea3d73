import { insertAll, isUuid, type Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { Message, MessageKind } from './message.entity.js';

/** How much was said in a ticket. */
export interface MessageTally {
  readonly messageCount: number;
  readonly noteCount: number;
  readonly attachmentCount: number;
}

/** The messages' SQL, bound to the context's transaction. */
export const messages = ({ db, viewer }: Context) =>
  db.getRepository(Message).extend({
    /** The rows `messagePolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('message');
      if (!viewer.may('ticket.read')) return query.where('false');
      return viewer.may('message.readNotes') ? query : query.where('message.kind <> :note', { note: MessageKind.NOTE });
    },

    byId(id: string): Promise<Message | null> {
      return this.findOneBy({ id });
    },

    /** Inserts messages. */
    addAll(rows: readonly Message[]): Promise<void> {
      return insertAll({ db }, Message, rows);
    },

    /** Locks a message. */
    lock(id: string): Promise<Message | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** The HTML of messages that members wrote. */
    htmlOf(ids: readonly string[]): Promise<Pick<Message, 'id' | 'html'>[]> {
      return this.createQueryBuilder('message').select(['message.organizationId', 'message.id', 'message.html']).where('message.id = any(:ids)', { ids }).getMany();
    },

    /** How much was said in a ticket, as far as the viewer may read it, and how many files went along. */
    async tally(ticketId: string): Promise<MessageTally> {
      const files = `(select count(*) from ticketing.attachment a where a.organization_id = message.organization_id and a.message_id = message.id)
        + coalesce((select jsonb_array_length(m.files) from ticketing.inbound_mail m where m.organization_id = message.organization_id and m.id = message.inbound_mail_id), 0)`;
      const query = this.visible().andWhere('message.ticketId = :ticketId', { ticketId }).select([]);
      query.addSelect(`(count(*) filter (where message.kind <> 'NOTE'))::integer`, 'messageCount').addSelect(`(count(*) filter (where message.kind = 'NOTE'))::integer`, 'noteCount');
      return (await query.addSelect(`coalesce(sum(${files}), 0)::integer`, 'attachmentCount').getRawOne<MessageTally>()) ?? { messageCount: 0, noteCount: 0, attachmentCount: 0 };
    },

    /** Whether a mail is a message already. */
    ofMail(inboundMailId: string): Promise<boolean> {
      return this.existsBy({ inboundMailId });
    },

    /** The messages of these Message-IDs. */
    ofIds(messageIds: readonly string[]): Promise<Message[]> {
      return this.findBy({ messageId: In(messageIds) });
    },

    /** The messages of mails to a mailbox that answer to a Message-ID, or name it as the first of their thread: the oldest few. */
    naming(messageId: string, mailboxId: string): Promise<Message[]> {
      const named = `select m.id from ticketing.message m join ticketing.inbound_mail i on i.organization_id = m.organization_id and i.id = m.inbound_mail_id
        where (i.in_reply_to = :messageId or i."references"[1] = :messageId) and i.mailbox_id = :mailboxId order by m.created_at, m.id limit 5`;
      return this.createQueryBuilder('message').where(`message.id = any(array(${named}))`, { messageId, mailboxId }).orderBy('message.createdAt').addOrderBy('message.id').getMany();
    },

    /** The Message-IDs of what was said in a ticket before something, the newest first; before what came by a merge, only what came with it. */
    async idsBefore({ ticketId, originId, id, createdAt }: Message, count: number): Promise<string[]> {
      const rows = await db.query<{ messageId: string }[]>(
        `select message_id as "messageId" from ticketing.message where ticket_id = $1 and (created_at, id) < ($2, $3) and message_id is not null
         and (delivery is null or delivery in ('SENT', 'BOUNCED')) and (ticket_id = $5 or origin_id = $5) order by created_at desc, id desc limit $4`,
        [ticketId, createdAt, id, count, originId],
      );
      return rows.map(({ messageId }) => messageId);
    },

    /** The last visible message of each of these tickets. */
    lastOf(ticketIds: readonly string[]): Promise<Message[]> {
      const hidden = viewer.may('message.readNotes') ? '' : `and m.kind <> 'NOTE'`;
      const newest = `select (select m.id from ticketing.message m where m.organization_id = t.organization_id and m.ticket_id = t.id ${hidden} order by m.created_at desc, m.id desc limit 1) from ticketing.ticket t where t.id = any(:ticketIds)`;
      return this.visible().andWhere(`message.id = any(array(${newest}))`, { ticketIds }).getMany();
    },

    /** Gives messages of a ticket to another: all, or those that were said in some of them at first. Answers how many. */
    async move(fromId: string, toId: string, originIds?: readonly string[]): Promise<number> {
      return (await this.update({ ticketId: fromId, ...(originIds && { originId: In(originIds) }) }, { ticketId: toId })).affected ?? 0;
    },

    /** Writes a change to the table and the row. */
    async change(message: Message, change: Partial<Pick<Message, 'delivery' | 'deliveryReason' | 'sentAt'>>): Promise<Message> {
      await this.update({ id: message.id }, change);
      return Object.assign(message, change);
    },
  });
