import { isUuid, type Context } from '@deskgraph/kit';
import { In } from 'typeorm';
import { InboundMail } from './inbound-mail.entity.js';
import type { InboundMailFilter } from './inbound-mail.inputs.js';

/** A mail as it is stored before anybody has read it. */
export type Arrival = Pick<InboundMail, 'organizationId' | 'id' | 'mailboxId' | 'messageId' | 'sha256' | 'size' | 'raw' | 'envelopeSender' | 'recipients' | 'receivedAt'>;

type Change = Partial<Omit<InboundMail, keyof Arrival>>;

/** The mails' SQL, bound to the context's transaction. */
export const inboundMails = ({ db, viewer }: Context) =>
  db.getRepository(InboundMail).extend({
    /** The rows `inboundMailPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('mail');
      return viewer.may('mailbox.read') ? query : query.where('false');
    },

    /** The visible rows a filter asks for. */
    matching({ mailboxId, kind, state, from, receivedFrom, receivedBefore }: InboundMailFilter) {
      const query = this.visible();
      if (mailboxId) query.andWhere('mail.mailboxId = :mailboxId', { mailboxId });
      if (kind) query.andWhere('mail.kind = :kind', { kind });
      if (state) query.andWhere('mail.state = :state', { state });
      if (from) query.andWhere(`lower(mail.from ->> 'address') = lower(:from)`, { from });
      if (receivedFrom) query.andWhere('mail.receivedAt >= :receivedFrom', { receivedFrom });
      if (receivedBefore) query.andWhere('mail.receivedAt < :receivedBefore', { receivedBefore });
      return query;
    },

    byId(id: string): Promise<InboundMail | null> {
      return this.findOneBy({ id });
    },

    /** Locks a mail. */
    lock(id: string): Promise<InboundMail | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** What mails say, as text and HTML. */
    bodiesOf(ids: readonly string[]): Promise<InboundMail[]> {
      return this.find({ where: { id: In(ids) }, select: { organizationId: true, id: true, text: true, html: true } });
    },

    /** The names of the files that came with mails. */
    filesOf(ids: readonly string[]): Promise<InboundMail[]> {
      return this.find({ where: { id: In(ids) }, select: { organizationId: true, id: true, files: true } });
    },

    /** A mail with what it says. */
    whole(id: string): Promise<InboundMail | null> {
      return this.createQueryBuilder('mail').addSelect(['mail.text', 'mail.newText', 'mail.html']).where('mail.id = :id', { id }).getOne();
    },

    /** The beginning of a mail's bytes, as Latin-1. */
    async beginningOf(id: string, length: number): Promise<string> {
      const [row] = await db.query<{ raw: Buffer }[]>('select substring(raw from 1 for $2) as raw from ticketing.inbound_mail where id = $1', [id, length]);
      return row?.raw.toString('latin1') ?? '';
    },

    /** A mail's bytes as they came; null when it is gone. */
    async rawOf(id: string): Promise<Buffer | null> {
      const row = await this.findOne({ where: { id }, select: { organizationId: true, id: true, raw: true } });
      return row?.raw ?? null;
    },

    /** Stores a mail; false when its mailbox has one of its Message-ID already. The login `ticketing_mail` may do this and see ids, no more. */
    async store({ organizationId, id, mailboxId, messageId, sha256, size, raw, envelopeSender, recipients, receivedAt }: Arrival): Promise<boolean> {
      const stored = await db.query<unknown[]>(
        `insert into ticketing.inbound_mail (organization_id, id, mailbox_id, message_id, sha256, size, raw, envelope_sender, recipients, received_at,
           state, signals, reply_to, "to", cc, is_cut, "references", files)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'RECEIVED', '{}', '[]', '[]', '[]', false, '{}', '[]') on conflict do nothing returning id`,
        [organizationId, id, mailboxId, messageId, sha256, size, raw, envelopeSender, recipients, receivedAt],
      );
      return stored.length > 0;
    },

    /** Writes a change to the table and the row. */
    async change(mail: InboundMail, change: Change): Promise<InboundMail> {
      await this.update({ id: mail.id }, change);
      return Object.assign(mail, change);
    },
  });
