import { isUuid, type Context } from '@deskgraph/kit';
import { Mailbox } from './mailbox.entity.js';

/** Where a mail is to be put. */
export interface Place {
  readonly organizationId: string;
  readonly id: string;
}

/** Whom replies come from, which everybody may know. */
export type Sender = Pick<Mailbox, 'organizationId' | 'id' | 'address' | 'state'>;

/** The mailboxes' SQL, bound to the context's transaction. */
export const mailboxes = ({ db, viewer }: Context) =>
  db.getRepository(Mailbox).extend({
    /** The rows `mailboxPolicy.read` allows, said in SQL. */
    visible() {
      const query = this.createQueryBuilder('mailbox');
      return viewer.may('mailbox.read') ? query : query.where('false');
    },

    byId(id: string): Promise<Mailbox | null> {
      return this.findOneBy({ id });
    },

    /** Locks a mailbox. */
    lock(id: string): Promise<Mailbox | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }) : Promise.resolve(null);
    },

    /** Locks a mailbox against being taken away meanwhile. */
    hold(id: string): Promise<Mailbox | null> {
      return isUuid(id) ? this.findOne({ where: { id }, lock: { mode: 'pessimistic_read' } }) : Promise.resolve(null);
    },

    /** The oldest mailbox of those that are on; of all where none is. */
    first(): Promise<Mailbox | null> {
      return this.findOne({ where: { organizationId: viewer.organizationId }, order: { state: 'DESC', createdAt: 'ASC', id: 'ASC' }, lock: { mode: 'pessimistic_read' } });
    },

    /** All mailboxes as senders, in the order of `first`: those that are on, then the oldest. */
    senders(): Promise<Sender[]> {
      return this.find({ select: { organizationId: true, id: true, address: true, state: true }, order: { state: 'DESC', createdAt: 'ASC', id: 'ASC' } });
    },

    /** Lets one transaction of an organization at a time add mailboxes, so that the limit holds. */
    async lockAdding(): Promise<void> {
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`mailboxes ${viewer.organizationId}`]);
    },

    /** The mailbox that is on behind an inbound address, of whatever organization; for the login `ticketing_mail`, which sees these columns only. */
    async open(inboundLocal: string): Promise<Place | null> {
      const [place] = await db.query<Place[]>(
        `select organization_id as "organizationId", id from ticketing.mailbox where inbound_local = $1 and state = 'ON'`,
        [inboundLocal],
      );
      return place ?? null;
    },

    /** Writes a change to the table and the row. */
    async change(mailbox: Mailbox, change: Partial<Pick<Mailbox, 'name' | 'state'>>): Promise<Mailbox> {
      await this.update({ id: mailbox.id }, change);
      return Object.assign(mailbox, change);
    },
  });
