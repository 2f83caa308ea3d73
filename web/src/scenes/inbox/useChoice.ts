import { useCallback, useState } from 'react';
import type { Shown } from './order.js';

/** Which row is at hand, and which are chosen. */
export function useChoice(rows: readonly Shown[], key: string) {
  const [state, setState] = useState({ key, activeId: null as string | null, selected: new Set<string>() as ReadonlySet<string>, anchor: null as string | null });
  const [focusing, setFocusing] = useState(0);
  if (state.key !== key) setState({ key, activeId: null, selected: new Set(), anchor: null }); // another list, another choice
  const { activeId, selected, anchor } = state;
  const at = rows.findIndex(({ id }) => id === activeId);

  const activate = useCallback((id: string) => setState(now => ({ ...now, activeId: id })), []);
  const clear = useCallback(() => setState(now => ({ ...now, selected: new Set(), anchor: null })), []);

  /** The row so many steps from the one at hand, or from another; the first where there is none. */
  const from = useCallback((id: string | null, step: number): string | null => {
    const index = rows.findIndex(row => row.id === id);
    const next = index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + step));
    return rows[next]?.id ?? null;
  }, [rows]);

  const move = useCallback((step: number) => {
    const next = from(activeId, step);
    if (next === null) return;
    activate(next);
    setFocusing(turn => turn + 1);
  }, [from, activeId, activate]);

  const toggle = useCallback((id: string, isRange: boolean) => {
    setState(now => {
      const next = new Set(now.selected);
      const [start, end] = [rows.findIndex(row => row.id === (now.anchor ?? now.activeId ?? id)), rows.findIndex(row => row.id === id)];
      if (isRange && start >= 0) for (const row of rows.slice(Math.min(start, end), Math.max(start, end) + 1)) next.add(row.id);
      else if (!next.delete(id)) next.add(id);
      return { ...now, activeId: id, anchor: id, selected: next };
    });
  }, [rows]);

  return { activeId: at < 0 ? null : activeId, anchor, selected, focusing, activate, clear, from, move, toggle };
}
