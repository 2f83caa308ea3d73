import { useState } from 'react';
import { type Shown, steady } from './order.js';

/** A list in an order that is kept while somebody is at it. `settle` shows it as it is. */
export function useSteady(key: string, ids: readonly string[] | null, hasMore: boolean) {
  const [isKept, setKept] = useState(false);
  const [state, setState] = useState<{ readonly key: string; readonly rows: readonly Shown[] }>({ key, rows: [] });
  const before = state.key === key ? state.rows : [];
  const { rows, waiting } = ids === null ? { rows: before, waiting: 0 } : steady(before, ids, isKept, hasMore);
  if (state.key !== key || rows !== state.rows) setState({ key, rows });
  const settle = () => setState({ key, rows: (ids ?? []).map(id => ({ id, isGone: false })) });
  return { rows, waiting, setKept, settle };
}
