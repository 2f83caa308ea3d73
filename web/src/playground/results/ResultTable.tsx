import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useRef } from 'react';
import classes from './Results.module.css';
import type { Column, Scalar, Table } from './table.js';

/** By which column rows are ordered. */
export interface Sort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

interface ResultTableProps {
  readonly table: Table;
  readonly label: string;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
}

const rowHeight = 33;
/** A shorter table is drawn whole, so that it can be searched and selected in the browser. */
const longTable = 150;

/** Rows and columns, in the order one chooses. Of a long table only what is seen is drawn. */
export function ResultTable({ table: { columns, rows }, label, sort, onSort }: ResultTableProps) {
  const place = useRef<HTMLDivElement>(null);
  const isLong = rows.length > longTable;
  const virtual = useVirtualizer({ count: isLong ? rows.length : 0, getScrollElement: () => place.current, estimateSize: () => rowHeight, overscan: 12 });
  const seen = isLong ? virtual.getVirtualItems().map(({ index }) => index) : rows.map((_, index) => index);
  const above = isLong ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
  const below = isLong ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;
  const next = (key: string): Sort | null => {
    if (sort?.key !== key) return { key, direction: 'ascending' };
    return sort.direction === 'ascending' ? { key, direction: 'descending' } : null;
  };

  return (
    <div ref={place} className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(column => (
              <th key={column.key} scope="col" data-kind={column.kind} aria-sort={sort?.key === column.key ? sort.direction : undefined}>
                <button type="button" onClick={() => onSort(next(column.key))}>
                  {column.key}
                  <SortMark direction={sort?.key === column.key ? sort.direction : null} />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} span={columns.length} />}
          {seen.map(index => (
            <tr key={index} aria-rowindex={index + 2}>
              {columns.map(column => (
                <Cell key={column.key} column={column} value={rows[index]?.[column.key] ?? null} />
              ))}
            </tr>
          ))}
          {below > 0 && <Gap height={below} span={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

function SortMark({ direction }: { direction: Sort['direction'] | null }) {
  if (direction === null) return null;
  const Icon = direction === 'ascending' ? IconArrowUp : IconArrowDown;
  return <Icon size={13} stroke={1.9} aria-hidden />;
}

function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={span} className={classes.gap} />
    </tr>
  );
}

function Cell({ column, value }: { column: Column; value: Scalar }) {
  const text = cellText(column, value);
  return (
    <td data-kind={column.kind} title={text.length > 40 ? text : undefined}>
      {value === null ? <span className={classes.nothing}>none</span> : text}
    </td>
  );
}

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 });
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
/** Numbers that name a thing are not grouped in thousands. */
const naming = /(^|\.)(number|id|position|version)$/;

function cellText({ key, kind }: Column, value: Scalar): string {
  if (typeof value === 'number') return naming.test(key) ? String(value) : number.format(value);
  if (kind === 'time' && typeof value === 'string') return time.format(new Date(value));
  return String(value ?? '').replace(/\s+/g, ' ').slice(0, 400);
}
