import { useCallback, useRef, useState } from 'react';
import { type Draft, type DraftPlace, emptyDraft, isEmpty, keepDraft, readDraft } from './draft.js';

/** The draft at a place, kept in this browser with each change: it survives a reload, and a house that cannot be reached. */
export function useDraft(place: DraftPlace, last: string | null) {
  const [draft, setDraft] = useState(() => readDraft(place));
  const [isKept, setIsKept] = useState(true);
  const now = useRef(draft);
  const newest = useRef(last);
  newest.current = last;

  const become = useCallback(
    (next: Draft) => {
      now.current = next;
      setDraft(next);
      setIsKept(keepDraft(place, next));
    },
    [],
  );
  const change = useCallback(
    (part: (draft: Draft) => Partial<Draft>) => {
      const next = { ...now.current, ...part(now.current) };
      become(isEmpty(next) ? { ...next, seen: null } : { ...next, seen: now.current.seen ?? newest.current });
    },
    [become],
  );
  return { draft, isKept, change, clear: useCallback(() => become(emptyDraft()), [become]) };
}
