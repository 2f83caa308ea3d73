const [width, height, edge] = [72, 28, 2];

/** The course of a number as one line; what it says stands beside it in words. */
export function Spark({ values }: { values: readonly number[] }) {
  const most = Math.max(...values, 1);
  const step = (width - 2 * edge) / Math.max(values.length - 1, 1);
  const points = values.map((value, index) => `${(edge + index * step).toFixed(1)},${(height - edge - (value / most) * (height - 2 * edge)).toFixed(1)}`).join(' ');
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden focusable={false}>
      <polyline points={points} fill="none" stroke="var(--dg-chart1)" strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}
