import type { Action } from '../actions.js';

const key = 'deskgraph-recent-actions';
const most = 8;

/** Ids of what was done last from the palette, the latest first. */
function ids(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** What was done last from the palette and can be done now, then the rest as it is offered: eight at most. */
export function recent(actions: readonly Action[]): Action[] {
  const order = ids();
  const place = ({ id }: Action) => (order.includes(id) ? order.indexOf(id) : most);
  return [...actions].sort((left, right) => place(left) - place(right)).slice(0, most);
}

/** Keeps what was just done in front. */
export function remember(id: string): void {
  localStorage.setItem(key, JSON.stringify([id, ...ids().filter(other => other !== id)].slice(0, most)));
}
