import classes from './SandboxBanner.module.css';

/** Says that mail goes to a sandbox and not to people, and where it can be read. */
export function SandboxBanner({ mailbox }: { mailbox: string }) {
  return (
    <aside className={classes.banner} aria-label="Demo">
      <span className={classes.tag}>Demo</span>
      <span>
        Mail goes to the{' '}
        <a href={mailbox} target="_blank" rel="noreferrer">
          sandbox mailbox
        </a>
        , not to people.
      </span>
    </aside>
  );
}
