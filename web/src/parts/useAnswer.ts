import { useCallback, useEffect, useState } from 'react';
import { type Refusal, refusalFrom } from '../refusal.js';

/** What is known of an answer. */
export type Answer<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly answer: T }
  | { readonly state: 'unknown'; readonly refusal: Refusal };

/** Asks when first drawn and whenever `ask` changes; an answer overtaken by a later question is dropped. */
export function useAnswer<T>(ask: () => Promise<T>): { now: Answer<T>; again: () => void } {
  const [now, setNow] = useState<Answer<T>>({ state: 'asking' });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    const tell = (answer: Answer<T>) => {
      if (isCurrent) setNow(answer);
    };
    tell({ state: 'asking' });
    ask().then(
      answer => tell({ state: 'known', answer }),
      (error: unknown) => tell({ state: 'unknown', refusal: refusalFrom(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, turn]);

  return { now, again: useCallback(() => setTurn(count => count + 1), []) };
}
