import type { ReactNode } from 'react';
import classes from './Section.module.css';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One subject of a page: a heading, what can be done, and a card of rows. */
export function Section({ id, title, lead, action, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={classes.section}>
      <header className={classes.head}>
        <div>
          <h2 id={`${id}-title`} className={classes.title}>
            {title}
          </h2>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {action && <div className={classes.action}>{action}</div>}
      </header>
      <div className={classes.card}>{children}</div>
    </section>
  );
}

/** A card by itself, where the page has said what it holds. */
export function Card({ children }: { children: ReactNode }) {
  return <div className={classes.card}>{children}</div>;
}

/** Rows in a card. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  readonly mark?: ReactNode;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly tags?: ReactNode;
  readonly facts?: ReactNode;
  readonly action?: ReactNode;
  /** Said about the row, below it. */
  readonly note?: ReactNode;
  readonly isFaded?: boolean;
}

/** One row: what it is, what is known of it, what can be done to it. */
export function Row({ mark, title, detail, tags, facts, action, note, isFaded }: RowProps) {
  return (
    <li className={classes.row} data-faded={isFaded}>
      {mark}
      <div className={classes.what}>
        <div className={classes.name}>
          <span className={classes.nameText}>{title}</span>
          {tags}
        </div>
        {detail && <div className={classes.detail}>{detail}</div>}
      </div>
      {facts && <div className={classes.facts}>{facts}</div>}
      <div className={classes.verbs}>{action}</div>
      {note && <div className={classes.note}>{note}</div>}
    </li>
  );
}

/** What a card says when it has no rows: why, and what next. */
export function Empty({ title, words, action }: { title: string; words: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{title}</p>
      <p className={classes.emptyWords}>{words}</p>
      {action}
    </div>
  );
}

/** Anything in a card that is not a row. */
export function Inset({ children }: { children: ReactNode }) {
  return <div className={classes.inset}>{children}</div>;
}
