import type { ReactNode } from 'react';
import classes from './Page.module.css';
import { useTitle } from './useTitle.js';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  /** Stays in view below the heading: filters, tabs. */
  readonly tools?: ReactNode;
  /** How wide it gets: text and forms, or tables. */
  readonly width?: 'text' | 'table';
  readonly children: ReactNode;
}

/** A page of the desk: a heading, what can be done, and a body that scrolls by itself. */
export function Page({ title, lead, action, tools, width = 'table', children }: PageProps) {
  useTitle(title);
  return (
    <main id="content" className={classes.page}>
      <div className={classes.inner} data-width={width}>
        <header className={classes.head}>
          <div className={classes.words}>
            <h1 tabIndex={-1} className={classes.title}>
              {title}
            </h1>
            {lead && <p className={classes.lead}>{lead}</p>}
          </div>
          {action && <div className={classes.action}>{action}</div>}
        </header>
        {tools && <div className={classes.tools}>{tools}</div>}
        {children}
      </div>
    </main>
  );
}
