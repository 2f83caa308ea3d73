import classes from './Wordmark.module.css';

/** The glyph: one question that reaches three rooms. */
export function Glyph({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" className={classes.glyph}>
      <rect width="32" height="32" rx="8" className={classes.tile} />
      <path d="M10 22V10.5M10 10.5 22 16 10 22" stroke="#fff" strokeWidth="2.2" strokeLinejoin="round" />
      <circle cx="10" cy="10.5" r="3" fill="#fff" />
      <circle cx="10" cy="21.5" r="3" fill="#fff" />
      <circle cx="22" cy="16" r="3.4" fill="#ffc46b" />
    </svg>
  );
}

/** The product's name with its glyph. */
export function Wordmark() {
  return (
    <span className={classes.mark}>
      <Glyph />
      <span className={classes.name}>Deskgraph</span>
    </span>
  );
}
