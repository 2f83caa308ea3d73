import { Button, Checkbox } from '@mantine/core';
import { byNoun, readable } from '../../rights.js';
import classes from './ScopesField.module.css';

/** One right a key may be given: its atom, and what it allows as a sentence. */
export interface Right {
  readonly name: string;
  readonly description: string;
}

interface ScopesFieldProps {
  readonly rights: readonly Right[];
  readonly chosen: ReadonlySet<string>;
  readonly isFaulty: boolean;
  readonly onChoose: (scopes: ReadonlySet<string>) => void;
}

/** The rights a key is given, out of those its maker has and a key may hold. */
export function ScopesField({ rights, chosen, isFaulty, onChoose }: ScopesFieldProps) {
  const isAll = chosen.size === rights.length;
  const words = new Map(rights.map(({ name, description }) => [name, description]));
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
          {chosen.size} of {rights.length} chosen
        </span>
        <Button
          type="button"
          variant="subtle"
          size="compact-sm"
          onClick={() => onChoose(new Set(isAll ? [] : rights.map(({ name }) => name)))}
        >
          {isAll ? 'Choose none' : 'Choose all'}
        </Button>
      </div>
      <div className={classes.list}>
        {byNoun([...words.keys()]).map(([noun, verbs]) => (
          <div key={noun} role="group" aria-label={readable(noun)} className={classes.noun}>
            <span className={classes.name}>{readable(noun)}</span>
            <div className={classes.verbs}>
              {verbs.map(verb => {
                const scope = verb === noun ? noun : `${noun}.${verb}`;
                return (
                  <Checkbox
                    key={scope}
                    size="xs"
                    label={
                      <span className={classes.right}>
                        {words.get(scope)} <code>{scope}</code>
                      </span>
                    }
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
