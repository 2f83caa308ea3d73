import { isUuid, type Context } from '@deskgraph/kit';
import { AuditEntry } from './audit-entry.entity.js';
import type { AuditEntryFilter } from './audit-entry.inputs.js';

/** The audit trail's SQL, bound to the context's transaction. */
export const auditEntries = ({ db, viewer }: Context) =>
  db.getRepository(AuditEntry).extend({
    /** The rows the viewer may see that a filter asks for. */
    matching(filter: AuditEntryFilter) {
      return this.chosen(filter).andWhere(viewer.may('auditEntry.read') ? 'true' : 'false');
    },

    /** The organization's rows a filter asks for, whoever asks: for what was allowed before, and is done by the house itself. */
    chosen({ memberId, action, subjectId, requestId, from, before }: AuditEntryFilter) {
      const query = this.createQueryBuilder('auditEntry').where('true');
      if (memberId) query.andWhere(isUuid(memberId) ? 'auditEntry.actorMemberId = :memberId' : 'false', { memberId });
      if (action) query.andWhere(`(auditEntry.action = :action or split_part(auditEntry.action, '.', 1) = :action)`, { action });
      if (subjectId) query.andWhere(isUuid(subjectId) ? 'auditEntry.subjectId = :subjectId' : 'false', { subjectId });
      if (requestId) query.andWhere('auditEntry.requestId = :requestId', { requestId });
      if (from) query.andWhere('auditEntry.at >= :from', { from });
      if (before) query.andWhere('auditEntry.at < :before', { before });
      return query;
    },
  });
