import type { ReactNode } from 'react';
import classes from './Facts.module.css';

/** What is known of something: names and values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

/** One thing that is known. */
export function Fact({ name, isFigure, isStrong, children }: { name: string; isFigure?: boolean; isStrong?: boolean; children: ReactNode }) {
  return (
    <div className={classes.fact} data-figure={isFigure} data-strong={isStrong}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
