import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { csvOf, save, type Table } from '../table.js';
import classes from './Chart.module.css';
import { Empty } from './Section.js';

interface ChartProps {
  readonly title: string;
  readonly table: Table;
  /** The table as it is taken away, where not as it is. */
  readonly taken?: Table;
  /** How the cells of the table are written, where not as they are. */
  readonly write?: (value: string | number, column: number) => string;
  /** What to say where there is nothing to draw; null where there is. */
  readonly nothing?: string | null;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

const kinds = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
];

/** A chart that is a table as well, to read and to take away. */
export function Chart({ title, table, taken = table, write = String, nothing = null, isWide = false, children }: ChartProps) {
  const id = useId();
  const [kind, setKind] = useState('chart');
  return (
    <section aria-labelledby={id} className={classes.chart} data-wide={isWide}>
      <header className={classes.head}>
        <h3 id={id} className={classes.title}>
          {title}
        </h3>
        <div className={classes.tools}>
          <SegmentedControl size="xs" data={kinds} value={kind} onChange={setKind} aria-label={`Show ${title} as`} />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} stroke={1.7} aria-hidden />}
            aria-label={`Download ${title} as CSV`}
            onClick={() => save(`${title}.csv`, 'text/csv;charset=utf-8', csvOf(taken))}
          >
            CSV
          </Button>
        </div>
      </header>
      <div className={classes.body}>
        {nothing !== null && <Empty title={nothing} words="Choose a longer time, or wait: it appears here by itself." />}
        {nothing === null && (kind === 'chart' ? children : <Cells title={title} table={table} write={write} />)}
      </div>
    </section>
  );
}

type CellsProps = Required<Pick<ChartProps, 'title' | 'table' | 'write'>>;

function Cells({ title, table: { columns, rows }, write }: CellsProps) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${title}, as a table`}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" data-number={index > 0}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = '', ...values], row) => (
            <tr key={row}>
              <th scope="row">{write(name, 0)}</th>
              {values.map((value, index) => (
                <td key={index}>{write(value, index + 1)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
