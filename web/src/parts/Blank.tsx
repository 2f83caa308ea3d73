import type { ReactNode } from 'react';
import classes from './Blank.module.css';
import { RequestId } from './Notice.js';
import { useTitle } from './useTitle.js';
import { Glyph } from './Wordmark.js';

interface BlankProps {
  readonly title: string;
  readonly words: ReactNode;
  /** The request that brought one here. */
  readonly requestId?: string;
  readonly action?: ReactNode;
}

/** A page with one thing to say and one thing to do. */
export function Blank({ title, words, requestId, action }: BlankProps) {
  useTitle(title);
  return (
    <main id="content" className={classes.blank}>
      <Glyph size={40} />
      <h1 tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      <p className={classes.words}>
        {words}
        <RequestId id={requestId} />
      </p>
      {action}
    </main>
  );
}
