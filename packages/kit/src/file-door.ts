import { disposition, fileById, store, type FileRow } from './file.js';
import { examined, type FileKind } from './file-kind.js';
import { Refused } from './refusal.js';
import { openLink, type Opened } from './signed-link.js';
import { transactAs } from './transaction.js';
import type { Context } from './context.js';

/** What a room's signed links open: PUT takes a file's bytes, GET gives them. Null when the path is no such link. */
export async function serveFile(ctx: Context, room: string, kinds: ReadonlyMap<string, FileKind>, request: Request): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (request.method === 'GET') {
    const opened = openLink(ctx, room, 'get', pathname);
    return opened && give(ctx, room, opened);
  }
  if (request.method !== 'PUT') return null;
  const opened = openLink(ctx, room, 'put', pathname);
  const answer = opened && (await take(ctx, kinds, room, opened, request));
  if (!request.bodyUsed) await request.body?.cancel(); // so that the refusal is heard
  return answer;
}

/** Streams a stored file. */
async function give(ctx: Context, room: string, opened: Opened): Promise<Response | null> {
  const row = await rowOf(ctx, room, opened);
  if (row?.state !== 'STORED') return null;
  const found = await ctx.files.read(opened);
  if (!found) {
    ctx.log.error({ file: row.id }, 'a stored file has no bytes');
    return null;
  }
  return new Response(found.bytes, {
    headers: {
      'content-type': row.type.startsWith('text/') ? `${row.type}; charset=utf-8` : row.type,
      'content-length': String(found.size),
      'content-disposition': disposition(row),
      'content-security-policy': `default-src 'none'; sandbox`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

/** Takes a file: its bytes are written beside their place and looked at; then, in one transaction, its room takes it over, its row says STORED, and they are put in their place. */
async function take(ctx: Context, kinds: ReadonlyMap<string, FileKind>, room: string, opened: Opened, request: Request): Promise<Response | null> {
  const row = await rowOf(ctx, room, opened);
  const kind = row && kinds.get(row.kind);
  if (!kind) return null;
  if (row.state === 'STORED') return refusal(409, new Refused('CONFLICT', 'This link has been used.'));
  if (request.headers.get('content-type') !== row.type) return refusal(415, new Refused('FILE_OTHER_TYPE', `Send the file as ${row.type}.`, 'type'));
  if (request.headers.has('content-encoding')) return refusal(415, new Refused('INVALID', 'Send the file as it is, not compressed.'));
  if (!request.body) return refusal(400, new Refused('FILE_TOO_SHORT', 'No bytes came.', 'size'));

  const bytes = examined(untilCut(request.body), row);
  try {
    const draft = await ctx.files.write(opened, bytes);
    if (!draft) return refusal(409, new Refused('CONFLICT', 'This file is being sent already.'));
    try {
      await transactAs(ctx, opened.organizationId, `file ${row.id}`, async tx => {
        await kind.stored(tx, row); // first, so that the file's subject is locked before the file, as everywhere
        await store(tx, row, bytes.digest());
        await draft.keep();
      });
      return Response.json({ stored: { name: row.name, size: row.size, type: row.type } }, { status: 201 });
    } finally {
      await draft.discard();
    }
  } catch (error) {
    if (error instanceof Refused) return refusal(statuses[error.code] ?? 409, error);
    throw error;
  }
}

/** The body; a sender that goes away is one that sent too little. */
async function* untilCut(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* body;
  } catch {
    return; // nobody is there to be told
  }
}

const statuses: Readonly<Record<string, number>> = { FILE_TOO_LONG: 413, FILE_TOO_SHORT: 400, FILE_OTHER_TYPE: 415, NOT_FOUND: 404, FORBIDDEN: 403 };

function rowOf(ctx: Context, room: string, { organizationId, id }: Opened): Promise<FileRow | null> {
  return transactAs(ctx, organizationId, `file ${id}`, tx => fileById(tx, { room }, id));
}

function refusal(status: number, { code, message, field }: Refused): Response {
  return Response.json({ error: { code, message, ...(field === undefined ? {} : { field }) } }, { status });
}
