import type { Policy } from '@deskgraph/kit';
import type { Export } from './export.entity.js';

/** What may be done to an export, and by whom. `read` has a twin in SQL: `exportsOf().visible()`. */
export const exportPolicy = {
  read: viewer => viewer.may('auditEntry.export'),
  download: (viewer, one) => viewer.may('auditEntry.export') && one.doneAt !== null,
} satisfies Policy<Export>;
