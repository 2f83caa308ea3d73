import pg from 'pg';

/** A row by the names of its entity's properties. */
export type CopyRow = Readonly<Record<string, unknown>>;

/** What pg wants of something that is submitted to a connection, as far as a COPY needs it. */
interface Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Rows go to Postgres in pieces of about so many signs. */
const pieceSize = 1_000_000;

/** Stores rows with COPY, in the transaction the client is in. All rows have the properties of the first. */
export async function copyIn(client: pg.Client, table: string, rows: readonly CopyRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const columns = names.map(name => `"${name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()}"`);
  await new Promise<void>((done, fail) => {
    let failed: Error | undefined;
    client.query({
      submit: (connection: Connection) => { connection.query(`copy ${table} (${columns.join(', ')}) from stdin`); },
      handleCopyInResponse(connection: Connection) {
        let piece = '';
        for (const row of rows) {
          piece += `${names.map(name => written(row[name])).join('\t')}\n`;
          if (piece.length < pieceSize) continue;
          connection.sendCopyFromChunk(Buffer.from(piece));
          piece = '';
        }
        connection.sendCopyFromChunk(Buffer.from(piece));
        connection.endCopyFrom();
      },
      handleError(error: Error) { failed = error; fail(error); },
      handleCommandComplete: () => undefined,
      handleReadyForQuery() { if (!failed) done(); },
    } as unknown as pg.Submittable);
  });
}

/** A value as COPY reads it. */
function written(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escaped(`{${value.map(item => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
  return typeof value === 'string' ? escaped(value) : String(value as number | boolean);
}

function escaped(text: string): string {
  return /[\\\n\r\t]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t') : text;
}
