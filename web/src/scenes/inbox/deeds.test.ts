import { describe, expect, it } from '@jest/globals';
import { Refused } from '../../refusal.js';
import { inTurn, reverse, saying } from './deeds.js';

const before = { id: '1', number: 1001, status: 'OPEN', isUnread: true, tags: ['drum'], assignee: { id: 'm', name: 'Mira' } } as const;

describe('a deed', () => {
  it('is taken back to what was, where it changed something', () => {
    expect(reverse({ kind: 'status', status: 'RESOLVED' }, before)).toEqual({ kind: 'status', status: 'OPEN' });
    expect(reverse({ kind: 'status', status: 'OPEN' }, before)).toBeNull();
    expect(reverse({ kind: 'assign', assignee: null }, before)).toEqual({ kind: 'assign', assignee: before.assignee });
    expect(reverse({ kind: 'tag', add: ['drum', 'leak'], remove: ['late'] }, before)).toEqual({ kind: 'tag', add: [], remove: ['leak'] });
    expect(reverse({ kind: 'reading', isUnread: false }, before)).toEqual({ kind: 'reading', isUnread: true });
  });

  it('is said in words', () => {
    expect(saying({ kind: 'status', status: 'RESOLVED' }, 3)).toBe('3 tickets resolved');
    expect(saying({ kind: 'assign', assignee: before.assignee }, 1)).toBe('Ticket given to Mira');
  });

  it('is done for each, four at a time, and a no of one stops no other', async () => {
    let [running, most] = [0, 0];
    const done: [number, string | undefined][] = [];

    await inTurn([1, 2, 3, 4, 5, 6], async item => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (item === 3) throw new Refused({ code: 'CONFLICT', message: 'Somebody was faster.' });
    }, (item, refusal) => done.push([item, refusal?.code]));

    expect(most).toBe(4);
    expect(done.sort(([a], [b]) => a - b)).toEqual([[1, undefined], [2, undefined], [3, 'CONFLICT'], [4, undefined], [5, undefined], [6, undefined]]);
  });
});
