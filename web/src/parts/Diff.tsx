import { diffOf } from '../diff.js';
import classes from './Diff.module.css';

const marks = { same: ' ', gone: '−', new: '+' };
const words = { same: '', gone: 'Gone: ', new: 'New: ' };

/** What became of one text in another, line by line. */
export function Diff({ label, before, after }: { label: string; before: string; after: string }) {
  return (
    <div className={classes.diff} role="region" aria-label={label} tabIndex={0}>
      {diffOf(before, after).map(({ kind, text }, index) => (
        <div key={index} className={classes.line} data-kind={kind}>
          <span aria-hidden className={classes.mark}>
            {marks[kind]}
          </span>
          {words[kind] && <span className={classes.unseen}>{words[kind]}</span>}
          <span className={classes.text}>{text || ' '}</span>
        </div>
      ))}
    </div>
  );
}
