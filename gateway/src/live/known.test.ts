import { expect, it } from '@jest/globals';
import { openKnown } from './known.js';

it('knows who was in a list when, from when on it was read', () => {
  const known = openKnown(10);
  known.found(['a', 'b'], true);
  const before = [known.wasIn('a', 100), known.wasIn('c', 100)];
  known.settle(100);

  known.enter('c', 110);
  known.leave('b', 120);

  expect(before).toEqual([undefined, undefined]);
  expect(['a', 'b', 'c', 'd'].map(id => known.has(id))).toEqual([true, false, true, false]);
  expect(['a', 'b', 'c', 'd'].map(id => known.wasIn(id, 100))).toEqual([true, true, false, false]);
  expect(['a', 'b', 'c', 'd'].map(id => known.wasIn(id, 120))).toEqual([true, false, true, false]);
  expect(['a', 'b', 'c', 'd'].map(id => known.wasIn(id, 99))).toEqual([undefined, true, undefined, undefined]);
});

it('forgets those longest unchanged where there is no room, and knows that it did', () => {
  const known = openKnown(2);
  known.found(['a'], true);
  known.settle(1);

  for (const [index, id] of ['b', 'c'].entries()) known.enter(id, 2 + index);

  expect(['a', 'b', 'c', 'd'].map(id => known.has(id))).toEqual([false, true, true, false]);
  expect(['a', 'd'].map(id => known.wasIn(id, 5))).toEqual([undefined, undefined]);
});

it.each([['was not read whole', true], ['missed something', false]])('does not take who is unknown for outside where it %s', (_what, isPart) => {
  const known = openKnown(10);
  known.found(['a'], !isPart);
  known.settle(1);
  if (!isPart) known.miss();

  expect([known.wasIn('a', 2), known.wasIn('b', 2)]).toEqual([true, undefined]);
});
