import { byNoun, readable } from '../../rights.js';
import classes from './RoleRights.module.css';

/** What a role may do, noun by noun, folded away until it is asked for. */
export function RoleRights({ atoms, words }: { atoms: readonly string[]; words: ReadonlyMap<string, string> }) {
  if (atoms.length === 0) return <span className={classes.none}>It may do nothing yet.</span>;
  return (
    <details className={classes.details}>
      <summary>
        What it may do <span className={classes.count}>({atoms.length === 1 ? '1 right' : `${atoms.length} rights`})</span>
      </summary>
      <dl className={classes.rights}>
        {byNoun(atoms).map(([noun, verbs]) => (
          <div key={noun}>
            <dt>{readable(noun)}</dt>
            {verbs.map(verb => {
              const atom = verb === noun ? noun : `${noun}.${verb}`;
              return <dd key={atom}>{words.get(atom) ?? readable(verb)}</dd>;
            })}
          </div>
        ))}
      </dl>
    </details>
  );
}
