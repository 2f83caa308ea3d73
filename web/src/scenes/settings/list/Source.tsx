import classes from './Source.module.css';

/** A text as it is: it scrolls by itself, and is told apart from what the house says. */
export function Source({ label, text, isProse = false }: { label: string; text: string; isProse?: boolean }) {
  return (
    <div className={classes.source}>
      <span className={classes.label}>{label}</span>
      <pre className={classes.text} data-prose={isProse} tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  );
}
