import type { ReactNode } from 'react';
import classes from './Tag.module.css';

/** A state in a word; never colour alone. */
export function Tag({ tone = 'plain', children }: { tone?: 'plain' | 'good' | 'bad' | 'warn' | 'accent'; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
