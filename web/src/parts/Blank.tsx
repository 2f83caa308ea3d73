import type { ReactNode } from 'react';
import classes from './Blank.module.css';
import { useTitle } from './useTitle.js';
import { Glyph } from './Wordmark.js';

/** A page with one thing to say and one thing to do. */
export function Blank({ title, words, action }: { title: string; words: ReactNode; action?: ReactNode }) {
  useTitle(title);
  return (
    <main id="content" className={classes.blank}>
      <Glyph size={40} />
      <h1 tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      <p className={classes.words}>{words}</p>
      {action}
    </main>
  );
}
