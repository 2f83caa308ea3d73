import { EventEmitter } from 'node:events';
import { expect, it } from '@jest/globals';
import type { WebSocket } from 'ws';
import { openOutlet, type ChangeFrame, type ChangeKind } from './outlet.js';

/** A reader that notes what reaches it. */
const reader = () => {
  const read: unknown[] = [];
  const socket = Object.assign(new EventEmitter(), { bufferedAmount: 0, send: (text: string) => void read.push((JSON.parse(text) as { payload: unknown }).payload), close: () => undefined });
  const counts = { dropped: 0 };
  const outlet = openOutlet(socket as unknown as WebSocket, { overflow: () => '"RESYNC"', dropped: () => { counts.dropped++; } });
  return { read, outlet, counts };
};
const change = (id: string, kind: ChangeKind, position = 1): ChangeFrame => ({ id, kind, position, as: told => JSON.stringify(`${id} ${told} ${String(position)}`) });

it('tells a reader who had to wait the newest about each thing, and what became of it since', () => {
  const { read, outlet, counts } = reader();
  const frames = [
    change('new', 'ENTERED', 1), change('old', 'CHANGED', 2), change('new', 'CHANGED', 3), change('gone', 'CHANGED', 4), change('gone', 'LEFT', 5), change('back', 'LEFT', 6), change('back', 'ENTERED', 7), change('brief', 'ENTERED', 8), change('brief', 'LEFT', 9),
  ];

  outlet.hold();
  for (const frame of frames) outlet.send('list', frame.as(frame.kind), frame);
  outlet.release();

  expect(read).toEqual(['old CHANGED 2', 'new ENTERED 3', 'gone LEFT 5', 'back ENTERED 7', 'brief LEFT 9']);
  expect(counts.dropped).toBe(4);
  outlet.close();
});

it('tells a reader for whom too much waits to ask again, and goes on', () => {
  const { read, outlet } = reader();

  outlet.hold();
  for (let n = 0; n <= 1000; n++) outlet.send('list', '', change(`thing ${String(n)}`, 'CHANGED'));
  outlet.send('list', '', change('last', 'CHANGED'));
  for (let n = 0; n <= 100; n++) outlet.send('notes', String(n), 'each');
  for (const payload of ['"first"', '"second"']) outlet.send('one', payload, 'newest');
  outlet.release();

  expect(read).toEqual(['RESYNC', 'last CHANGED 1', 'RESYNC', 'second']);
  outlet.close();
});

it('tells a reader who need not wait each frame as it comes', () => {
  const { read, outlet, counts } = reader();

  for (const frame of [change('a', 'ENTERED', 1), change('a', 'CHANGED', 2)]) outlet.send('list', frame.as(frame.kind), frame);

  expect(read).toEqual(['a ENTERED 1', 'a CHANGED 2']);
  expect(counts.dropped).toBe(0);
  outlet.close();
});
