import type { Context } from '@deskgraph/kit';
import { MoreThan } from 'typeorm';
import { AccountMail, type MailKind } from './mail.entity.js';

/** The outgoing mails' SQL, bound to the context's transaction. */
export const mails = ({ db }: Context) =>
  db.getRepository(AccountMail).extend({
    /** The mail with its sealed part, if it still waits to be sent. */
    queued(id: string): Promise<AccountMail | null> {
      return this.findOne({ where: { id, state: 'QUEUED' } });
    },

    /** How many mails of a kind the organization wrote since then. */
    countSince(kind: MailKind, since: Date): Promise<number> {
      return this.countBy({ kind, createdAt: MoreThan(since) });
    },

    /** Ends a waiting mail and drops its sealed part; leaves one that has ended already as it is. */
    async finish(id: string, change: Pick<AccountMail, 'state' | 'reason' | 'sentAt'>): Promise<void> {
      await this.update({ id, state: 'QUEUED' }, { ...change, sealed: null });
    },
  });
