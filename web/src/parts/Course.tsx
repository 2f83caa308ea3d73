import '@mantine/charts/styles.layer.css';
import { LineChart } from '@mantine/charts';
import type { Table } from '../table.js';
import classes from './Course.module.css';

const strokes = ['var(--dg-chart1)', 'var(--dg-chart2)', 'var(--dg-chart3)'];
const dashes = ['0', '6 4', '2 3'];

interface CourseProps {
  readonly label: string;
  readonly table: Table;
  /** How the first column is written below the chart. */
  readonly writeName: (name: string) => string;
  readonly write: (value: number) => string;
}

/** Lines over time, one for each column after the first, told apart by their dashes too. Who does not see them has the table. */
export function Course({ label, table: { columns, rows }, writeName, write }: CourseProps) {
  const [, ...names] = columns;
  const data = rows.map(([name = '', ...values]) => ({ name: writeName(String(name)), ...Object.fromEntries(names.map((column, index) => [column, values[index]])) }));
  return (
    <div role="img" aria-label={`${label}: ${names.join(', ')}. The table says the same.`}>
      {names.length > 1 && (
        <div className={classes.legend}>
          {names.map((name, index) => (
            <span key={name} className={classes.entry}>
              <svg width={28} height={8} focusable={false}>
                <line x1={1} y1={4} x2={27} y2={4} stroke={strokes[index % strokes.length]} strokeWidth={2} strokeDasharray={dashes[index % dashes.length]} />
              </svg>
              {name}
            </span>
          ))}
        </div>
      )}
      <LineChart
        h={260}
        data={data}
        dataKey="name"
        series={names.map((name, index) => ({ name, color: strokes[index % strokes.length] ?? '', strokeDasharray: dashes[index % dashes.length] ?? '0' }))}
        curveType="linear"
        withDots={rows.length < 15}
        dotProps={{ r: 3 }}
        strokeWidth={2}
        valueFormatter={write}
        yAxisProps={{ width: 56, allowDecimals: false }}
        xAxisProps={{ minTickGap: 24 }}
        gridAxis="x"
        lineProps={{ isAnimationActive: false }}
        lineChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
