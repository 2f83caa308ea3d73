import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** Something the page can do now: by a key, from the palette, and listed on the sheet of keys. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** A key (`j`, `Shift+X`), one with Ctrl or Cmd (`mod+k`), or two in a row (`g t`). */
  readonly keys?: string;
  /** Whether the palette leaves it out: it means something only where the focus is. */
  readonly isKeyOnly?: boolean;
  /** Whether it puts the cursor into a field: what is typed before it is there goes into that field. */
  readonly isTypedInto?: boolean;
  /** Whether it goes before others of the same key. */
  readonly isFirst?: boolean;
  readonly run: () => void;
}

const registered = new Map<symbol, readonly Action[]>();
const listeners = new Set<() => void>();
let all: readonly Action[] = [];

function become(change: () => void): void {
  change();
  const byId = new Map([...registered.values()].flat().map(action => [action.id, action])); // what came last stands in front
  all = [...byId.values()];
  for (const listener of listeners) listener();
}

/** Everything that can be done now. */
export const actionsNow = (): readonly Action[] => all;

/** Everything that can be done now, drawn again at each change. */
export const useAllActions = (): readonly Action[] => useSyncExternalStore(watch, actionsNow);

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Offers actions while the part is drawn. What they do is looked up when they run, so that they never act on what was. */
export function useActions(actions: readonly Action[]): void {
  const run = useEffectEvent((id: string) => actions.find(action => action.id === id)?.run());
  const described = JSON.stringify(actions); // all but what runs

  useEffect(() => {
    const key = Symbol('actions');
    const offered = (JSON.parse(described) as readonly Omit<Action, 'run'>[]).map(action => ({ ...action, run: () => run(action.id) }));
    become(() => registered.set(key, offered));
    return () => become(() => registered.delete(key));
  }, [described]);
}
