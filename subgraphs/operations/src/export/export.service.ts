import { audit, emit, enqueue, linkEnd, once, openLink, Refused, signedLink, transact, transactAs, type Context, type JobContext, type JobOrder } from '@deskgraph/kit';
import { countOf, pageAfter } from '../audit-entry/audit-entry.service.js';
import type { AuditEntry } from '../audit-entry/audit-entry.entity.js';
import type { AuditEntryFilter } from '../audit-entry/audit-entry.inputs.js';
import { ExportFormat, type Export, type ExportedFilter } from './export.entity.js';
import type { AuditExportInput } from './export.inputs.js';
import { exportPolicy } from './export.policy.js';
import { exportsOf } from './export.repository.js';

/** The job that writes an export. */
export const exportJob = 'operations.export';

const dayMs = 24 * 60 * 60_000;
const [keptLimit, rowLimit, pageRows] = [20, 200_000, 1000];
const columns = ['id', 'at', 'actorMemberId', 'actorKind', 'action', 'subjectId', 'before', 'after', 'cause', 'requestId'] as const;

/** Has a part of the audit trail written to a file, as it is now. */
export function start(ctx: Context, input: AuditExportInput): Promise<Export> {
  return transact(ctx, async tx => {
    if (!tx.viewer.may('auditEntry.export')) throw new Refused('FORBIDDEN', 'You may not export the audit trail.');
    return once(tx, input, id => exportsOf(tx).byId(id), async () => {
      const filter = upTo(input.filter ?? {}, tx.now());
      await exportsOf(tx).lockAdding();
      if ((await exportsOf(tx).countKept()) >= keptLimit) throw new Refused('EXPORT_LIMIT', `At most ${String(keptLimit)} exports are kept; each for a day.`);
      if ((await countOf(tx, wanted(filter))) > rowLimit) throw new Refused('EXPORT_TOO_LARGE', `At most ${String(rowLimit)} entries fit into one export. Ask for a shorter time.`, 'filter');

      const { organizationId } = tx.viewer;
      const id = tx.newId();
      const jobId = await enqueue(tx, exportJob, id, { key: id, urgent: true });
      const row = exportsOf(tx).create({ organizationId, id, jobId, format: input.format, filter, rowCount: null, createdAt: tx.now(), doneAt: null, expiresAt: new Date(tx.now().getTime() + dayMs) });
      await exportsOf(tx).insert(row);
      await emit(tx, 'export.requested', id);
      await audit(tx, 'auditEntry.export', id, { after: { format: input.format, filter } });
      return row;
    });
  });
}

/** Writes an export page by page, from the beginning however often it is tried. */
export async function write(ctx: JobContext<unknown>, { organizationId, subjectId: id, jobId }: JobOrder): Promise<void> {
  const begun = await transactAs(ctx, organizationId, jobId, async tx => {
    const row = await exportsOf(tx).byId(id);
    if (!row || row.doneAt) return null;
    await exportsOf(tx).clear(id);
    if (row.format === ExportFormat.CSV) await exportsOf(tx).append(id, 0, `${columns.join(',')}\r\n`);
    return { row, total: await countOf(tx, wanted(row.filter)) };
  });
  if (!begun) return;
  const { row: { format, filter }, total } = begun;

  let written = 0;
  let last: AuditEntry | null = null;
  for (let place = 1; ; place++) {
    ctx.signal.throwIfAborted();
    const rows: AuditEntry[] = await transactAs(ctx, organizationId, jobId, async tx => {
      const entries = await pageAfter(tx, wanted(filter), last, pageRows);
      if (entries.length > 0) await exportsOf(tx).append(id, place, entries.map(entry => lineOf(format, entry)).join(''));
      return entries;
    });
    written += rows.length;
    last = rows.at(-1) ?? null;
    if (rows.length < pageRows) break;
    await ctx.progress(Math.min(99, Math.floor((100 * written) / total)));
  }
  ctx.signal.throwIfAborted();
  await transactAs(ctx, organizationId, jobId, tx => exportsOf(tx).finish(id, written));
}

/** Deletes an organization's exports whose time is over. */
export async function tidy(ctx: JobContext<unknown>, { organizationId, jobId }: JobOrder): Promise<void> {
  await transactAs(ctx, organizationId, jobId, tx => exportsOf(tx).forgetExpired());
}

/** Where a finished export can be fetched, for five minutes and without signing in; null until it is done, and for who may not. */
export function downloadUrl(ctx: Context, row: Export): string | null {
  if (!exportPolicy.download(ctx.viewer, row)) return null;
  const end = linkEnd(ctx);
  return signedLink(ctx, 'operations', 'export', row, end < row.expiresAt ? end : row.expiresAt);
}

/** The export a link's path opens; null for a forged or old one, and for an export that is gone. */
export async function opened(ctx: Context, path: string): Promise<Export | null> {
  const link = openLink(ctx, 'operations', 'export', path);
  if (!link) return null;
  const { organizationId, id } = link;
  const row = await transactAs(ctx, organizationId, `file ${id}`, tx => exportsOf(tx).byId(id));
  return row?.doneAt ? row : null;
}

/** An export's file, piece by piece as the reader takes it. */
export async function* piecesOf(ctx: Context, { organizationId, id, format }: Export): AsyncGenerator<Uint8Array, undefined> {
  for (let place = format === ExportFormat.CSV ? 0 : 1; ; place++) {
    const part = await transactAs(ctx, organizationId, `file ${id}`, tx => exportsOf(tx).part(id, place));
    if (!part) return undefined;
    yield Buffer.from(part.content);
  }
}

function upTo({ memberId, action, subjectId, requestId, from, before }: AuditEntryFilter, now: Date): ExportedFilter {
  const end = before && before < now ? before : now;
  return {
    before: end.toISOString(),
    ...(from ? { from: from.toISOString() } : {}),
    ...(memberId ? { memberId } : {}),
    ...(action ? { action } : {}),
    ...(subjectId ? { subjectId } : {}),
    ...(requestId ? { requestId } : {}),
  };
}

function wanted({ from, before, ...rest }: ExportedFilter): AuditEntryFilter {
  return { ...rest, before: new Date(before), ...(from === undefined ? {} : { from: new Date(from) }) };
}

function lineOf(format: ExportFormat, entry: AuditEntry): string {
  if (format === ExportFormat.JSONL) return `${JSON.stringify(Object.fromEntries(columns.map(column => [column, entry[column]])))}\n`;
  return `${columns.map(column => cellOf(entry[column])).join(',')}\r\n`;
}

/** A cell as spreadsheets read it, and never as a formula. */
function cellOf(value: unknown): string {
  const text = value === null || value === undefined ? '' : value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
