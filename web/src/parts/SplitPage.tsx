import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { GraphDrawing } from './GraphDrawing.js';
import classes from './SplitPage.module.css';
import { ThemeToggle } from './ThemeToggle.js';
import { useTitle } from './useTitle.js';
import { Wordmark } from './Wordmark.js';

interface SplitPageProps {
  /** The heading, and the document's title. */
  readonly title: string;
  readonly lead?: ReactNode;
  /** Where else to go from here. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

/** One task on the left, the brand on the right; on a narrow screen the task alone. */
export function SplitPage({ title, lead, aside, children }: SplitPageProps) {
  useTitle(title);
  return (
    <div className={classes.page}>
      <div className={classes.side}>
        <header className={classes.top}>
          <Link to="/" className={classes.home} aria-label="Deskgraph, home">
            <Wordmark />
          </Link>
          <ThemeToggle />
        </header>
        <main id="content" className={classes.main}>
          <div className={classes.task}>
            <h1 tabIndex={-1} className={classes.title}>
              {title}
            </h1>
            {lead && <p className={classes.lead}>{lead}</p>}
            <div className={classes.body}>{children}</div>
            {aside && <p className={classes.aside}>{aside}</p>}
          </div>
        </main>
      </div>
      <div className={classes.brand} aria-hidden="true">
        <div className={classes.picture}>
          <GraphDrawing />
        </div>
        <p className={classes.claim}>
          Every conversation, customer and order,
          <br />
          one question away.
        </p>
      </div>
    </div>
  );
}
