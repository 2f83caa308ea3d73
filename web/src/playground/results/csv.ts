import type { Scalar, Table } from './table.js';

/** The table after RFC 4180, for a file in UTF-8: the mark at its front tells spreadsheets so. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns.map(({ key }) => key), ...rows.map(row => columns.map(({ key }) => row[key] ?? null))];
  return `\uFEFF${lines.map(line => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** The table as spreadsheets take it from the clipboard: tabs between cells, one row a line. */
export function pasteOf({ columns, rows }: Table): string {
  const plain = (value: Scalar): string => harmless(value).replace(/[\t\r\n]+/g, ' ');
  return [columns.map(({ key }) => plain(key)), ...rows.map(row => columns.map(({ key }) => plain(row[key] ?? null)))].map(line => line.join('\t')).join('\n');
}

/** The name of a file for what was asked, e.g. `inbox-2026-11-28.csv`. */
export function fileName(title: string, ending: string, now: Date): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g)?.join('-').slice(0, 60) ?? 'answer';
  return `${words}-${now.toISOString().slice(0, 10)}.${ending}`;
}

function quoted(value: Scalar): string {
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. A number is a number. */
function harmless(value: Scalar): string {
  const text = value === null ? '' : String(value);
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
