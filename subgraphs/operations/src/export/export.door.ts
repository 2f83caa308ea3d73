import type { Door } from '@deskgraph/kit';
import { ExportFormat } from './export.entity.js';
import { opened, piecesOf } from './export.service.js';

/** `GET /files/operations/<token>`: an export's file, to be saved and never shown. */
export const door: Door = async (ctx, request) => {
  const row = request.method === 'GET' ? await opened(ctx, new URL(request.url).pathname) : null;
  if (!row) return null;
  const csv = row.format === ExportFormat.CSV;
  const pieces = piecesOf(ctx, row);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => pieces.return(undefined).then(() => undefined),
  });
  return new Response(body, {
    headers: {
      'content-type': csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="audit-${row.createdAt.toISOString().slice(0, 10)}.${csv ? 'csv' : 'jsonl'}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
};
