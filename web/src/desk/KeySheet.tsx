import { Kbd, Switch } from '@mantine/core';
import { useState } from 'react';
import { useActions, useAllActions } from '../actions.js';
import { areKeysOn, switchKeys, written } from '../keys.js';
import { Dialog } from '../parts/Dialog.js';
import classes from './Desk.module.css';

/** The sheet of all keys that do something now, and the switch for them. */
export function KeySheet() {
  const [isOpen, setIsOpen] = useState(false);
  useActions([{ id: 'keys', label: 'Show the keys', group: 'Go', keys: '?', run: () => setIsOpen(true) }]);
  return isOpen ? <Sheet onClose={() => setIsOpen(false)} /> : null;
}

function Sheet({ onClose }: { onClose: () => void }) {
  const keyed = useAllActions().flatMap(({ keys, ...action }) => (keys ? [{ ...action, keys }] : []));
  const [isOn, setIsOn] = useState(areKeysOn);
  const handleSwitch = (on: boolean) => {
    switchKeys(on);
    setIsOn(on);
  };
  return (
    <Dialog title="Keys" size="lg" onClose={onClose}>
      <div className={classes.keys}>
        {[...Map.groupBy(keyed, ({ group }) => group)].map(([group, actions]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {actions.map(({ id, label, keys }) => (
                <div key={id} className={classes.key}>
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        className={classes.switch}
        checked={isOn}
        onChange={({ currentTarget }) => handleSwitch(currentTarget.checked)}
        label="Single keys do something in this browser"
        description="Switch them off when you speak to your computer. Those with Ctrl or ⌘ stay."
      />
    </Dialog>
  );
}

/** Keys as they are printed on them. */
export function Keys({ keys }: { keys: string }) {
  return written(keys).map((key, index) => (
    <Kbd key={index} size="xs" ms={index === 0 ? 0 : 4}>
      {key}
    </Kbd>
  ));
}
