import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './Table.module.css';

/** One column: its heading, and how it is set. */
export interface Column {
  readonly label: string;
  /** Figures stand at the end, digits below digits. */
  readonly isFigure?: boolean;
  /** Left out where there is no room. */
  readonly isExtra?: boolean;
  /** Its heading is only spoken: what stands below says enough. */
  readonly isSpoken?: boolean;
}

/** Rows of one kind below their headings, in a card. */
export function Table({ label, columns, children }: { label: string; columns: readonly Column[]; children: ReactNode }) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column.label} scope="col" {...marks(column)}>
              {column.isSpoken ? <span className={classes.unseen}>{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** One row; `isFaded` says that it is no longer what was asked for. */
export function Line({ isFaded, children }: { isFaded?: boolean; children: ReactNode }) {
  return (
    <tr className={classes.line} data-faded={isFaded}>
      {children}
    </tr>
  );
}

interface CellProps extends Pick<Column, 'isFigure' | 'isExtra'> {
  readonly children?: ReactNode;
}

/** One cell, set as its column is. */
export function Cell({ children, ...column }: CellProps) {
  return <td {...marks(column)}>{children}</td>;
}

/** The first cell of a row: what it is, and the link to it. `detail` stands below. */
export function NameCell({ to, detail, children }: { to?: string; detail?: ReactNode; children: ReactNode }) {
  return (
    <th scope="row" className={classes.name}>
      {to === undefined ? children : <Link to={to}>{children}</Link>}
      {detail && <span className={classes.detail}>{detail}</span>}
    </th>
  );
}

/** What stands for something that is not there. */
export function Nothing({ words = 'none' }: { words?: string }) {
  return (
    <span className={classes.nothing}>
      <span aria-hidden>–</span>
      <span className={classes.unseen}>{words}</span>
    </span>
  );
}

const marks = ({ isFigure, isExtra }: Pick<Column, 'isFigure' | 'isExtra'>) => ({ 'data-figure': isFigure, 'data-extra': isExtra });
