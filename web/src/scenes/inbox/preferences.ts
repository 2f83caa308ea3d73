import { useCallback, useState } from 'react';

/** Where one goes after a ticket is resolved. */
export type Afterwards = 'next' | 'back' | 'stay';

/** How somebody likes the inbox, in this browser. */
export interface Preferences {
  readonly isCompact: boolean;
  /** Of the list, in px. */
  readonly width: number;
  readonly afterwards: Afterwards;
}

const key = 'deskgraph-inbox';
export const [narrowest, widest] = [320, 480];
const usual: Preferences = { isCompact: false, width: 360, afterwards: 'next' };

/** What is kept, and what is usual where that is nothing sensible. */
export function preferencesIn(kept: string | null): Preferences {
  try {
    const { isCompact, width, afterwards } = JSON.parse(kept ?? '{}') as Partial<Preferences>;
    return {
      isCompact: isCompact === true,
      width: typeof width === 'number' && width >= narrowest && width <= widest ? width : usual.width,
      afterwards: afterwards === 'back' || afterwards === 'stay' ? afterwards : usual.afterwards,
    };
  } catch {
    return usual;
  }
}

/** How somebody likes the inbox, and how to change that. */
export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const [now, setNow] = useState(() => preferencesIn(localStorage.getItem(key)));
  const change = useCallback((part: Partial<Preferences>) => {
    setNow(before => {
      const next = { ...before, ...part };
      localStorage.setItem(key, JSON.stringify(next));
      return next;
    });
  }, []);
  return [now, change];
}
