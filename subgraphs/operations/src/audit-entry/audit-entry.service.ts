import { page, type Context, type Page, type PageArgs, type Transaction } from '@deskgraph/kit';
import type { AuditEntry } from './audit-entry.entity.js';
import { AuditEntryOrderField, type AuditEntryFilter, type AuditEntryOrder } from './audit-entry.inputs.js';
import { auditEntries } from './audit-entry.repository.js';

/** One page of the audit trail. */
export function list(ctx: Context, filter: AuditEntryFilter, { field, direction }: AuditEntryOrder, args: PageArgs): Promise<Page<AuditEntry>> {
  const orders = {
    [AuditEntryOrderField.AT]: { column: 'auditEntry.at', value: ({ at }: AuditEntry) => at },
  };
  return page(auditEntries(ctx).matching(filter), args, { ...orders[field], direction });
}

/** How many entries a filter asks for; for a caller that has asked whether it may. */
export function countOf(tx: Transaction, filter: AuditEntryFilter): Promise<number> {
  return auditEntries(tx).chosen(filter).getCount();
}

/** The next entries a filter asks for, the oldest first; for a caller that has asked whether it may. */
export function pageAfter(tx: Transaction, filter: AuditEntryFilter, last: AuditEntry | null, rows: number): Promise<AuditEntry[]> {
  const query = auditEntries(tx).chosen(filter).orderBy('auditEntry.at').addOrderBy('auditEntry.id').take(rows);
  if (last) query.andWhere('(auditEntry.at, auditEntry.id) > (:at, :id)', { at: last.at, id: last.id });
  return query.getMany();
}
