import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';

const key = 'deskgraph-context-hidden';

/** Whether what is known around a ticket is shown: beside it, where it is remembered, or over it in narrow windows, where it is not. */
export interface ContextPaneState {
  readonly isNarrow: boolean;
  readonly isShown: boolean;
  readonly show: (shown: boolean) => void;
}

/** The pane beside a ticket. */
export function useContextPane(): ContextPaneState {
  const isNarrow = useMediaQuery('(max-width: 1099px)', undefined, { getInitialValueInEffect: false });
  const [isBeside, setIsBeside] = useState(() => localStorage.getItem(key) === null);
  const [isOver, setIsOver] = useState(false);
  return {
    isNarrow,
    isShown: isNarrow ? isOver : isBeside,
    show: shown => {
      if (isNarrow) return setIsOver(shown);
      setIsBeside(shown);
      if (shown) localStorage.removeItem(key);
      else localStorage.setItem(key, '1');
    },
  };
}
