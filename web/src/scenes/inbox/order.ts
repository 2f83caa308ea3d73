import type { TicketOrder, TicketPriority } from '../../gql/graphql.js';

/** What tickets are ordered by. */
export interface Ordered {
  readonly id: string;
  readonly number: number;
  readonly priority: TicketPriority;
  readonly createdAt: string;
  readonly activeAt: string;
}

/** A list as far as it was read. */
export interface Known<Row> {
  readonly nodes: readonly Row[];
  readonly hasMore: boolean;
}

/** A row as the screen shows it: in its place still, though it is in the list no longer, while the order is kept. */
export interface Shown {
  readonly id: string;
  readonly isGone: boolean;
}

const weights: Readonly<Record<TicketPriority, number>> = { LOW: 1, NORMAL: 2, HIGH: 3, URGENT: 4 };

/** Compares as the house orders: by the field, then by the id. */
export function byOrder({ field, direction }: TicketOrder): (a: Ordered, b: Ordered) => number {
  const valueOf = (row: Ordered): number =>
    ({ ACTIVE_AT: Date.parse(row.activeAt), CREATED_AT: Date.parse(row.createdAt), NUMBER: row.number, PRIORITY: weights[row.priority] })[field];
  const sign = direction === 'DESC' ? -1 : 1;
  return (a, b) => sign * (valueOf(a) - valueOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The list after it was told of a row that is in it. One that belongs behind what was read so far comes with its page. */
export function entered<Row extends Ordered>({ nodes, hasMore }: Known<Row>, row: Row, orderBy: TicketOrder): Row[] {
  const compare = byOrder(orderBy);
  const others = nodes.filter(({ id }) => id !== row.id);
  const last = others.at(-1);
  if (hasMore && last && compare(row, last) > 0) return others;
  const at = others.findIndex(other => compare(row, other) < 0);
  return others.toSpliced(at < 0 ? others.length : at, 0, row);
}

/**
 * What is shown of a list as it is now. While the order is kept, rows stay where they are, those that left stand there as gone, and new ones wait;
 * what was read of it further down is added. Of rows below all that was read anew nothing is known while there is more to read: they stay as they are.
 */
export function steady(shown: readonly Shown[], now: readonly string[], isKept: boolean, hasMore = false): { readonly rows: readonly Shown[]; readonly waiting: number } {
  if (!isKept || shown.length === 0) return { rows: same(shown, now.map(id => ({ id, isGone: false }))), waiting: 0 };
  const before = new Set(shown.map(({ id }) => id));
  const present = new Set(now);
  const lastKnown = now.findLastIndex(id => before.has(id));
  const fresh = now.filter(id => !before.has(id));
  const below = new Set(lastKnown < 0 ? [] : now.slice(lastKnown + 1));
  const lastSeen = hasMore ? shown.findLastIndex(({ id }) => present.has(id)) : shown.length;
  const rows = [...shown.map(({ id, isGone }, at) => ({ id, isGone: at > lastSeen ? isGone : !present.has(id) })), ...now.filter(id => below.has(id)).map(id => ({ id, isGone: false }))];
  return { rows: same(shown, rows), waiting: fresh.filter(id => !below.has(id)).length };
}

/** The list that was there, where nothing is other than it was. */
function same(before: readonly Shown[], rows: readonly Shown[]): readonly Shown[] {
  return before.length === rows.length && rows.every(({ id, isGone }, at) => before[at]?.id === id && before[at].isGone === isGone) ? before : rows;
}
