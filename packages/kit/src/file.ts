import { endsOtherwise, isShown, type FileKind, type StoredFile } from './file-kind.js';
import { isName } from './input.js';
import { Refused } from './refusal.js';
import { linkEnd, signedLink, type Opened } from './signed-link.js';
import type { Context, Transaction } from './context.js';
import type { Upload } from './upload.js';

/** What is said of a file before its bytes come. */
export interface FileOrder {
  /** What the file belongs to, e.g. a member. */
  readonly subjectId: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Its media type. */
  readonly type: string;
}

/** A file as its row has it. */
export interface FileRow extends StoredFile {
  readonly organizationId: string;
  readonly kind: string;
  readonly state: 'PENDING' | 'STORED';
  /** When its upload ends, if it does not come. */
  readonly expiresAt: Date;
}

const longestName = 200;
const columns = `organization_id as "organizationId", id, kind, subject_id as "subjectId", name, media_type as type, size::integer, state, expires_at as "expiresAt"`;

/** Begins an upload, after the room has made sure that the viewer may. Refuses what is never taken: the bytes are checked when they come. */
export async function startUpload(tx: Transaction, kind: FileKind, { subjectId, name, size, type }: FileOrder): Promise<FileRow> {
  const mostBytes = Math.min(kind.maxBytes, tx.files.mostBytes);
  if (!isFileName(name)) throw new Refused('INVALID', `Give the file a name of 1 to ${String(longestName)} readable characters on one line, without folders.`, 'name');
  if (!kind.types.includes(type)) throw new Refused('INVALID', `Only these types are taken: ${kind.types.join(', ')}.`, 'type');
  if (endsOtherwise(name, type)) throw new Refused('INVALID', `A file of the type ${type} does not end like this.`, 'name');
  if (size < 1) throw new Refused('INVALID', 'The file is empty.', 'size');
  if (size > mostBytes) throw new Refused('INVALID', `The file is too large: ${String(mostBytes)} bytes are the most.`, 'size');

  const { organizationId } = tx.viewer;
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`files ${organizationId} ${subjectId}`]); // one at a time, so that the limit holds
  const [known] = await tx.db.query<{ count: number }[]>('select count(*)::integer as count from platform.file where room = $1 and kind = $2 and subject_id = $3', [kind.room, kind.name, subjectId]);
  if ((known?.count ?? 0) >= kind.most) throw new Refused('FILE_LIMIT', 'Too many files came in a short time. Try again in an hour.');

  const [row] = await tx.db.query<FileRow[]>(
    `insert into platform.file (organization_id, id, room, kind, subject_id, name, media_type, size, state, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'PENDING', $9, $10) returning ${columns}`,
    [organizationId, tx.newId(), kind.room, kind.name, subjectId, name, type, size, tx.now(), linkEnd(tx)],
  );
  if (!row) throw new Error('No row came back.');
  return row;
}

/** Where and how the bytes of an upload are sent. The same for as long as it lasts. */
export function uploadOf(ctx: Context, { room }: FileKind, row: FileRow): Upload {
  return { url: signedLink(ctx, room, 'put', row, row.expiresAt), method: 'PUT', headers: [{ name: 'content-type', value: row.type }], size: row.size, expiresAt: row.expiresAt };
}

/** Where a file can be fetched for some minutes by whoever has the link. Costs no statement. */
export function fileUrl(ctx: Context, { room }: FileKind, file: Opened): string {
  return signedLink(ctx, room, 'get', file, linkEnd(ctx));
}

/** A file that is under way or here; null for one that is gone. */
export async function fileById(tx: Transaction, { room }: Pick<FileKind, 'room'>, id: string): Promise<FileRow | null> {
  const [row] = await tx.db.query<FileRow[]>(`select ${columns} from platform.file where organization_id = $1 and id = $2 and room = $3 and removed_at is null`, [tx.viewer.organizationId, id, room]);
  return row ?? null;
}

/** Removes a file: nobody can fetch it once this commits, and the sweep deletes its bytes. */
export async function removeFile(tx: Transaction, { room }: FileKind, id: string): Promise<void> {
  await tx.db.query('update platform.file set removed_at = $4 where organization_id = $1 and id = $2 and room = $3 and removed_at is null', [tx.viewer.organizationId, id, room, tx.now()]);
}

/** Removes all files of a subject, as `removeFile` does. */
export async function removeFilesOf(tx: Transaction, { room }: Pick<FileKind, 'room'>, subjectId: string): Promise<void> {
  await tx.db.query('update platform.file set removed_at = $4 where organization_id = $1 and subject_id = $2 and room = $3 and removed_at is null', [tx.viewer.organizationId, subjectId, room, tx.now()]);
}

/** Makes a file STORED, once. Refuses when it is already, removed, or so late that the sweep may be at it. */
export async function store(tx: Transaction, { id }: FileRow, sha256: Buffer): Promise<void> {
  const [, count] = await tx.db.query<[unknown, number]>(
    `update platform.file set state = 'STORED', sha256 = $3, stored_at = $4
     where organization_id = $1 and id = $2 and state = 'PENDING' and removed_at is null and expires_at > $4::timestamptz - interval '10 minutes'`,
    [tx.viewer.organizationId, id, sha256, tx.now()],
  );
  if (count === 0) throw new Refused('CONFLICT', 'This link has been used.');
}

/** The headers of a file that a stranger made: shown where it is a picture, saved otherwise; nothing in it may run. */
export function savedHeaders({ name, type }: Pick<StoredFile, 'name' | 'type'>): Record<string, string> {
  return {
    'content-type': isShown(type) || type === 'message/rfc822' ? type : 'application/octet-stream',
    'content-disposition': disposition({ name, type }),
    'content-security-policy': `default-src 'none'; sandbox`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
}

/** The header under which a file is shown or saved by its own name (RFC 6266), in letters every browser reads and in its own. */
export function disposition({ name, type }: Pick<StoredFile, 'name' | 'type'>): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const own = encodeURIComponent(name).replaceAll(/['()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${isShown(type) ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${own}`;
}

function isFileName(name: string): boolean {
  return isName(name, longestName) && name.isWellFormed() && !/[/\\]/.test(name) && name !== '.' && name !== '..';
}
