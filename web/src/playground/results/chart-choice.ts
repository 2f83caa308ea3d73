import type { Column, Row, Table } from './table.js';

/** How a table is drawn: one column along the axis, and figures; without any, rows are counted. */
export interface ChartChoice {
  readonly kind: 'bar' | 'line' | 'area';
  readonly label: string;
  readonly values: readonly string[];
}

/** What is drawn: a label and the figures `v0`, `v1` ... in the order of the choice. */
export type Point = { readonly label: string } & Readonly<Record<`v${number}`, number>>;

/** The points of a chart, the rows behind them added up by label; and how many labels there are beside those drawn. */
export interface Points {
  readonly points: readonly Point[];
  readonly omitted: number;
}

/** How many labels can be told apart. */
const mostPoints = 60;
const mostValues = 3;
/** Numbers that name a thing instead of measuring it. */
const naming = /(^|\.)(number|version|position|score|id)$|Id$/;
const telling = /(^|\.)(name|title|subject|status|state|kind|priority|channel|key|sku)$/;
const opaque = /(^|\.)(id|cursor|endCursor)$|Id$|Url$/;

/** The columns a chart can have along its axis, the likeliest first. */
export function labelsOf({ columns }: Table): Column[] {
  const rank = ({ key, kind }: Column): number => (kind === 'time' ? 0 : telling.test(key) ? 1 : kind === 'text' && !opaque.test(key) ? 2 : 3);
  return columns.filter(({ kind, key }) => kind !== 'number' || naming.test(key)).sort((a, b) => rank(a) - rank(b));
}

/** The columns a chart can measure, those that measure something first. */
export function valuesOf({ columns }: Table): Column[] {
  const numbers = columns.filter(({ kind }) => kind === 'number');
  return [...numbers.filter(({ key }) => !naming.test(key)), ...numbers.filter(({ key }) => naming.test(key))];
}

/** A chart that makes sense of a table; null when it has nothing to put along an axis. */
export function suggestion(table: Table): ChartChoice | null {
  const figures = valuesOf(table).filter(({ key }) => !naming.test(key)).slice(0, mostValues).map(({ key }) => key);
  const labels = labelsOf(table);
  const repeats = (key: string): boolean => new Set(table.rows.map(row => row[key])).size < table.rows.length;
  // Rows are counted by what several of them share; figures belong to what is named.
  const label = figures.length > 0 ? labels[0] : (labels.find(({ key, kind }) => kind !== 'time' && !opaque.test(key) && repeats(key)) ?? labels[0]);
  return label === undefined ? null : { kind: label.kind === 'time' ? 'line' : 'bar', label: label.key, values: figures };
}

/** What a chart draws of a table. Instants are put together by day where they span several, and stand in order. */
export function pointsOf(table: Table, { label, values }: ChartChoice): Points {
  const isTime = table.columns.find(({ key }) => key === label)?.kind === 'time';
  const written = labelling(table.rows, label, isTime);
  const sums = new Map<string, number[]>();
  for (const row of table.rows) {
    const name = written(row);
    const sum = sums.get(name) ?? Array<number>(Math.max(values.length, 1)).fill(0);
    sums.set(name, values.length === 0 ? [(sum[0] ?? 0) + 1] : sum.map((so, at) => so + figure(row, values[at] ?? '')));
  }
  const entries = [...sums];
  if (isTime) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  else if (values.length === 0) entries.sort(([, [a = 0]], [, [b = 0]]) => b - a);
  const drawn = isTime ? entries.slice(-mostPoints) : entries.slice(0, mostPoints);
  return { points: drawn.map(([name, sum]) => Object.assign({ label: name }, ...sum.map((value, at) => ({ [`v${at}`]: value }))) as Point), omitted: entries.length - drawn.length };
}

function figure(row: Row, key: string): number {
  const value = row[key];
  return typeof value === 'number' ? value : 0;
}

function labelling(rows: readonly Row[], key: string, isTime: boolean): (row: Row) => string {
  if (!isTime) return row => String(row[key] ?? 'none');
  const days = new Set(rows.map(row => String(row[key] ?? '').slice(0, 10)));
  const length = days.size > 2 ? 10 : 16;
  return row => (row[key] == null ? 'none' : String(row[key]).slice(0, length).replace('T', ' '));
}
