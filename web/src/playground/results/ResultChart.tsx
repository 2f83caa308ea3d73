import '@mantine/charts/styles.layer.css';
import { AreaChart, BarChart, LineChart } from '@mantine/charts';
import { useMemo } from 'react';
import { type ChartChoice, pointsOf } from './chart-choice.js';
import classes from './Results.module.css';
import type { Table } from './table.js';

const colors = ['var(--dg-accent)', 'var(--dg-ember)', 'var(--dg-success)'];
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** The chosen columns of a table, drawn. The table itself is the same for who cannot see it. */
export default function ResultChart({ table, choice }: { table: Table; choice: ChartChoice }) {
  const { points, omitted } = useMemo(() => pointsOf(table, choice), [table, choice]);
  const names = choice.values.length === 0 ? ['Rows'] : choice.values;
  const series = names.map((name, index) => ({ name: `v${index}`, label: name, color: colors[index % colors.length] ?? 'var(--dg-accent)' }));
  const figures = points.flatMap(({ label: _, ...figures }) => Object.values(figures));
  const isWhole = figures.every(Number.isInteger);
  const common = {
    h: '100%',
    data: points.map(point => ({ ...point })),
    dataKey: 'label',
    series,
    withLegend: series.length > 1,
    valueFormatter: (value: number) => number.format(value),
    tickLine: 'none' as const,
    gridAxis: 'y' as const,
    tooltipAnimationDuration: 0,
    xAxisProps: { interval: 'preserveStartEnd' as const, minTickGap: 12 },
    yAxisProps: { width: 64, allowDecimals: !isWhole, tickCount: isWhole ? Math.min(5, Math.max(1, ...figures) + 1) : 5 }, // few whole figures fill the height
  };
  return (
    <figure className={classes.figure} aria-label={`${names.join(', ')} by ${choice.label}, ${points.length} ${points.length === 1 ? 'label' : 'labels'}`}>
      <div className={classes.drawing}>
        {choice.kind === 'bar' && <BarChart {...common} barProps={{ isAnimationActive: false, radius: [3, 3, 0, 0] }} maxBarWidth={48} />}
        {choice.kind === 'line' && <LineChart {...common} curveType="monotone" lineProps={{ isAnimationActive: false }} withDots={points.length < 40} />}
        {choice.kind === 'area' && <AreaChart {...common} curveType="monotone" areaProps={{ isAnimationActive: false }} withDots={false} fillOpacity={0.18} />}
      </div>
      {omitted > 0 && <figcaption>{`${number.format(omitted)} more labels are not drawn; the table has them all.`}</figcaption>}
    </figure>
  );
}
