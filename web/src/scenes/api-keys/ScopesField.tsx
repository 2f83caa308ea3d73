import { Button, Checkbox } from '@mantine/core';
import { byNoun, readable } from '../../rights.js';
import classes from './ScopesField.module.css';

interface ScopesFieldProps {
  readonly permissions: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly isFaulty: boolean;
  readonly onChoose: (scopes: ReadonlySet<string>) => void;
}

/** The rights a key is given, out of those its maker has. */
export function ScopesField({ permissions, chosen, isFaulty, onChoose }: ScopesFieldProps) {
  const isAll = chosen.size === permissions.length;
  const toggle = (scope: string) => {
    const next = new Set(chosen);
    if (!next.delete(scope)) next.add(scope);
    onChoose(next);
  };
  return (
    <fieldset className={classes.field} data-faulty={isFaulty}>
      <legend className={classes.legend}>Rights</legend>
      <div className={classes.head}>
        <span>
          {chosen.size} of {permissions.length} chosen
        </span>
        <Button type="button" variant="subtle" size="compact-sm" onClick={() => onChoose(new Set(isAll ? [] : permissions))}>
          {isAll ? 'Choose none' : 'Choose all'}
        </Button>
      </div>
      <div className={classes.list}>
        {byNoun(permissions).map(([noun, verbs]) => (
          <div key={noun} role="group" aria-label={readable(noun)} className={classes.noun}>
            <span className={classes.name}>{readable(noun)}</span>
            <div className={classes.verbs}>
              {verbs.map(verb => {
                const scope = verb === noun ? noun : `${noun}.${verb}`;
                return (
                  <Checkbox
                    key={scope}
                    size="xs"
                    label={readable(verb).toLowerCase()}
                    aria-label={scope}
                    checked={chosen.has(scope)}
                    onChange={() => toggle(scope)}
                  />
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
