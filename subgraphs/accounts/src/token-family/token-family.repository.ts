import type { Transaction } from '@deskgraph/kit';
import { IsNull, MoreThan } from 'typeorm';
import { TokenFamily } from './token-family.entity.js';

/** The token families' SQL, in the organization the transaction is bound to. */
export const tokenFamilies = ({ db, now, viewer: { organizationId } }: Transaction) =>
  db.getRepository(TokenFamily).extend({
    /** The family, locked, so that its refreshes come one after the other. */
    lock(id: string): Promise<TokenFamily | null> {
      return this.findOne({ where: { organizationId, id }, lock: { mode: 'pessimistic_write' } });
    },

    /** The member's families that live, the oldest first. */
    alive(memberId: string): Promise<TokenFamily[]> {
      return this.find({
        where: { organizationId, memberId, revokedAt: IsNull(), expiresAt: MoreThan(now()) },
        order: { createdAt: 'ASC', id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
    },

    /** Writes a change to the table. */
    async change(id: string, change: Partial<TokenFamily>): Promise<void> {
      await this.update({ id }, change);
    },
  });
