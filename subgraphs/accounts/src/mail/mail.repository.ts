import type { Context } from '@deskgraph/kit';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { AccountMail, type MailKind } from './mail.entity.js';

/** The outgoing mails' SQL, bound to the context's transaction. */
export const mails = ({ db }: Context) =>
  db.getRepository(AccountMail).extend({
    /** The mail with its sealed part, if it may still be sent: it waits, or was given up by a job that may be tried again. */
    sendable(id: string): Promise<AccountMail | null> {
      return this.findOne({ where: { id, sealed: Not(IsNull()) } });
    },

    /** How many mails of a kind the organization wrote since then. */
    countSince(kind: MailKind, since: Date): Promise<number> {
      return this.countBy({ kind, createdAt: MoreThan(since) });
    },

    /** Ends a mail that may still be sent; leaves one that has ended already as it is. */
    async finish(id: string, change: Partial<AccountMail> & Pick<AccountMail, 'state' | 'reason' | 'sentAt'>): Promise<void> {
      await this.update({ id, sealed: Not(IsNull()) }, change);
    },

    /** Drops the sealed part of mails that were given up and written before then. */
    async forgetBefore(then: Date): Promise<void> {
      await this.update({ state: 'FAILED', sealed: Not(IsNull()), createdAt: LessThan(then) }, { sealed: null });
    },
  });
