import { Link } from 'react-router';
import classes from './Bars.module.css';

/** One of several shares. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly to?: string | undefined;
}

/** Shares of a whole as bars, the numbers beside them; each leads to its rows. */
export function Bars({ label, bars, write }: { label: string; bars: readonly Bar[]; write: (value: number) => string }) {
  const most = Math.max(...bars.map(({ value }) => value), 1);
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ name, value, to }) => (
        <li key={name} className={classes.bar}>
          {to === undefined ? <span className={classes.name}>{name}</span> : <Link to={to} className={classes.name}>{name}</Link>}
          <span className={classes.value}>{write(value)}</span>
          <svg className={classes.track} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden focusable={false}>
            <rect width={100} height={8} className={classes.rest} />
            <rect width={(value / most) * 100} height={8} className={classes.fill} />
          </svg>
        </li>
      ))}
    </ul>
  );
}
