/** What a cell can hold. */
export type Scalar = string | number | boolean | null;

/** One row, its values by the keys of the columns. */
export type Row = Readonly<Record<string, Scalar>>;

/** A column: its dotted place in a row of the answer, and what all its values are. */
export interface Column {
  readonly key: string;
  readonly kind: 'number' | 'time' | 'text';
}

/** A list of the answer as rows; `path` is where it stands in `data`. */
export interface Table {
  readonly path: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** One frame of a subscription. */
export interface Frame {
  /** When it arrived, ISO 8601. */
  readonly receivedAt: string;
  readonly position: string | null;
  readonly data: unknown;
}

type Node = Readonly<Record<string, unknown>>;

/** Every list of objects in the data of an answer, the outer ones first; where there is none, the answer itself as a single row. */
export function tablesIn(data: unknown): Table[] {
  const lists = new Map<string, Node[]>();
  collect(data, '', lists);
  const tables = [...lists].map(([path, nodes]) => tableOf(path, nodes.map(rowOf)));
  if (tables.length > 0 || !isNode(data)) return tables;
  const row = rowOf(data);
  return Object.keys(row).length === 0 ? [] : [tableOf('', [row])];
}

/** The frames of a subscription as rows, with when each came and its position. */
export function tableOfFrames(frames: readonly Frame[]): Table {
  const rows = frames.map(({ receivedAt, position, data }) => {
    const roots = isNode(data) ? Object.values(data) : [];
    const told = roots.length === 1 ? roots[0] : data; // what the one field answered needs no name before each column
    return { received: receivedAt, position, ...(isNode(told) ? rowOf(told) : {}) };
  });
  return tableOf('frames', rows);
}

/** The rows in another order; what is missing comes last, whichever way. */
export function sorted(rows: readonly Row[], key: string, direction: 'ascending' | 'descending'): Row[] {
  const turn = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[key] ?? null, b[key] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return turn * (typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y)));
  });
}

const words = new Intl.Collator('en', { numeric: true });
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

function collect(value: unknown, path: string, lists: Map<string, Node[]>): void {
  const below = (node: Node): void => {
    for (const [key, inner] of Object.entries(node)) collect(inner, path === '' ? key : `${path}.${key}`, lists);
  };
  if (isNode(value)) return below(value);
  if (!Array.isArray(value)) return;
  const nodes = value.filter(isNode);
  if (nodes.length === 0) return;
  lists.set(path, [...(lists.get(path) ?? []), ...nodes]);
  nodes.forEach(below);
}

function rowOf(node: Node): Row {
  const row: Record<string, Scalar> = {};
  const fill = (inner: Node, prefix: string): void => {
    for (const [key, value] of Object.entries(inner)) {
      const place = prefix + key;
      if (isNode(value)) fill(value, `${place}.`);
      else if (!Array.isArray(value)) row[place] = scalar(value);
      else if (value.some(isNode)) row[`${place} (count)`] = value.length;
      else row[place] = value.map(String).join(', ');
    }
  };
  fill(node, '');
  return row;
}

function scalar(value: unknown): Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function tableOf(path: string, rows: readonly Row[]): Table {
  const keys = [...new Set(rows.flatMap(row => Object.keys(row)))];
  // An object that is null in one row is a column of its own there, and several in the others; so is a list that is empty.
  const isShadow = (key: string): boolean => rows.every(row => (row[key] ?? '') === '') && keys.some(other => other.startsWith(`${key}.`) || other === `${key} (count)`);
  return { path, rows, columns: keys.filter(key => !isShadow(key)).map(key => ({ key, kind: kindOf(rows, key) })) };
}

function kindOf(rows: readonly Row[], key: string): Column['kind'] {
  const values = rows.map(row => row[key] ?? null).filter(value => value !== null);
  if (values.length === 0) return 'text';
  if (values.every(value => typeof value === 'number')) return 'number';
  return values.every(value => typeof value === 'string' && instant.test(value)) ? 'time' : 'text';
}
