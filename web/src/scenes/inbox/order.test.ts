import { describe, expect, it } from '@jest/globals';
import type { TicketPriority } from '../../gql/graphql.js';
import { entered, steady } from './order.js';

const row = (id: string, minute: number, priority: TicketPriority = 'NORMAL') => ({ id, number: minute, priority, createdAt: '2026-11-01T00:00:00Z', activeAt: `2026-11-01T00:${String(minute).padStart(2, '0')}:00Z` });
const latest = { field: 'ACTIVE_AT', direction: 'DESC' } as const;
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join('');

describe('a list that is told of a row', () => {
  const known = { nodes: [row('c', 30), row('b', 20), row('a', 10)], hasMore: true };

  it('has it where the house would have it, once', () => {
    expect(ids(entered(known, row('d', 25), latest))).toBe('cdba');
    expect(ids(entered(known, row('a', 40), latest))).toBe('acb');
    expect(ids(entered(known, row('d', 20), latest))).toBe('cdba');
    expect(ids(entered({ ...known, nodes: [] }, row('d', 20), latest))).toBe('d');
  });

  it('waits for the page of what belongs behind all it has read', () => {
    expect(ids(entered(known, row('d', 5), latest))).toBe('cba');
    expect(ids(entered({ ...known, hasMore: false }, row('d', 5), latest))).toBe('cbad');
  });

  it('orders by how much they matter as the house does', () => {
    const nodes = [row('a', 1, 'URGENT'), row('b', 1, 'LOW')];

    expect(ids(entered({ nodes, hasMore: false }, row('c', 1, 'HIGH'), { field: 'PRIORITY', direction: 'DESC' }))).toBe('acb');
  });
});

describe('what is shown of a list', () => {
  const shown = ['a', 'b', 'c'].map(id => ({ id, isGone: false }));

  it('keeps its order while somebody is at it: what left stands there as gone, what came waits, pages are added', () => {
    const { rows, waiting } = steady(shown, ['x', 'c', 'y', 'a', 'z'], true);

    expect(rows).toEqual([{ id: 'a', isGone: false }, { id: 'b', isGone: true }, { id: 'c', isGone: false }, { id: 'z', isGone: false }]);
    expect(waiting).toBe(2);
  });

  it('does not call gone what stands below all that was read anew', () => {
    const { rows } = steady(shown, ['b'], true, true);

    expect(rows).toEqual([{ id: 'a', isGone: true }, { id: 'b', isGone: false }, { id: 'c', isGone: false }]);
  });

  it('is the list as it is when nobody is, and the same when nothing changed', () => {
    expect(steady(shown, ['x', 'c'], false)).toEqual({ rows: [{ id: 'x', isGone: false }, { id: 'c', isGone: false }], waiting: 0 });
    expect(steady(shown, ['a', 'b', 'c'], true).rows).toBe(shown);
    expect(steady(shown, ['a', 'b', 'c'], false).rows).toBe(shown);
  });
});
