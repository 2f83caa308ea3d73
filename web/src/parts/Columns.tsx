import type { ReactNode } from 'react';
import classes from './Columns.module.css';

/** What a page is about, and what stands beside it; below one another where there is no room. */
export function Columns({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.main}>{children}</div>
      <div className={classes.aside}>{aside}</div>
    </div>
  );
}
