import classes from './Changes.module.css';
import { changesOf } from './changes.js';

interface ChangesProps {
  readonly before: string | null | undefined;
  readonly after: string | null | undefined;
}

/** What changed, as it was and as it is. */
export function Changes({ before, after }: ChangesProps) {
  const changes = changesOf(before, after);
  if (changes.length === 0) return null;
  return (
    <dl className={classes.changes}>
      {changes.map(change => (
        <div key={change.name}>
          <dt>{change.name}</dt>
          <dd>
            {change.before !== null && <del>{change.before}</del>}
            {change.before !== null && change.after !== null && (
              <span aria-hidden="true" className={classes.arrow}>
                →
              </span>
            )}
            {change.after !== null && <ins>{change.after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
