import { page, type Context, type Page, type PageArgs } from '@deskgraph/kit';
import type { AuditEntry } from './audit-entry.entity.js';
import type { AuditEntryFilter } from './audit-entry.inputs.js';
import { auditEntries } from './audit-entry.repository.js';

/** One page of the audit trail, the newest first. */
export function list(ctx: Context, filter: AuditEntryFilter, args: PageArgs): Promise<Page<AuditEntry>> {
  return page(auditEntries(ctx).matching(filter), args, { column: 'auditEntry.at', direction: 'DESC', value: ({ at }) => at });
}
