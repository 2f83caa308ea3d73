import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { WebSocket } from 'ws';
import { openOutlet, type ChangeKind, type Outlet } from './outlet.js';

// What test/live.slow.test.ts cannot reach over a wire: exact sizes, exact times, and a reader that is slow but alive for longer than a ping waits.

/** The end of a socket that an outlet writes to, with as many bytes untaken as a test says. */
class Wire {
  readonly sent: string[] = [];
  readonly closed: number[] = [];
  bufferedAmount = 0;
  send(text: string): void {
    const { id, payload } = JSON.parse(text) as { id: string; payload: number | string };
    this.sent.push(`${id}:${String(payload)}`);
  }
  close(code: number): void {
    this.closed.push(code);
  }
}

const kilobyte = 1024;
let wire: Wire;
let outlet: Outlet;
let dropped: number;
beforeEach(() => {
  jest.useFakeTimers();
  [wire, dropped] = [new Wire(), 0];
  outlet = openOutlet(wire as unknown as WebSocket, { overflow: () => '"RESYNC"', dropped: frames => { dropped += frames; } });
});
afterEach(() => {
  outlet.close();
  jest.useRealTimers();
});

it('writes at once to whoever reads, and up to 256 KB ahead of them', () => {
  outlet.send('a', '1', 'newest');
  wire.bufferedAmount = 256 * kilobyte;
  outlet.send('a', '2', 'newest');
  wire.bufferedAmount += 1;
  outlet.send('a', '3', 'newest');

  expect(wire.sent).toEqual(['a:1', 'a:2']);
  expect(jest.getTimerCount()).toBe(1);
});

it('waits until a slow reader is well again, not merely less slow, and keeps what came first in front', () => {
  wire.bufferedAmount = 300 * kilobyte;
  for (const [id, payload] of [['a', '1'], ['b', '2'], ['a', '3']] as const) outlet.send(id, payload, 'newest');
  jest.advanceTimersByTime(50);
  wire.bufferedAmount = 65 * kilobyte;
  jest.advanceTimersByTime(1000);
  outlet.send('c', '4', 'newest');
  expect(wire.sent).toEqual([]);
  wire.bufferedAmount = 64 * kilobyte;
  jest.advanceTimersByTime(50);

  expect(wire.sent).toEqual(['a:3', 'b:2', 'c:4']);
  expect(dropped).toBe(1);
  expect(jest.getTimerCount()).toBe(0); // nobody looks at a socket that is well
});

it('stops in the middle of what waits when that makes the reader slow again', () => {
  wire.bufferedAmount = 300 * kilobyte;
  for (const id of ['a', 'b', 'c']) outlet.send(id, '1', 'newest');
  wire.bufferedAmount = 0;
  const write = wire.send.bind(wire);
  wire.send = text => {
    write(text);
    wire.bufferedAmount += 200 * kilobyte;
  };
  jest.advanceTimersByTime(50);
  const first = [...wire.sent];
  wire.bufferedAmount = 0;
  jest.advanceTimersByTime(50);

  expect(first).toEqual(['a:1', 'b:1']);
  expect(wire.sent).toEqual(['a:1', 'b:1', 'c:1']);
});

it('keeps a hundred frames where each matters, and one RESYNC in their place from the next on', () => {
  wire.bufferedAmount = 300 * kilobyte;
  for (let n = 1; n <= 103; n++) outlet.send('notes', String(n), 'each');
  wire.bufferedAmount = 0;
  jest.advanceTimersByTime(50);

  expect(wire.sent).toEqual(['notes:RESYNC', 'notes:102', 'notes:103']);
  expect(dropped).toBe(101);
});

const change = (id: string, kind: ChangeKind, position = 0): void => {
  const as = (told: ChangeKind): string => JSON.stringify(`${id} ${told} ${String(position)}`);
  outlet.send('list', as(kind), { id, kind, position, as });
};

it('keeps of a list the newest about each thing, and tells what became of it since the reader heard last', () => {
  wire.bufferedAmount = 300 * kilobyte;
  const changes = [['new', 'ENTERED'], ['old', 'CHANGED'], ['new', 'CHANGED'], ['gone', 'CHANGED'], ['gone', 'LEFT'], ['back', 'LEFT'], ['back', 'ENTERED'], ['brief', 'ENTERED'], ['brief', 'LEFT']] as const;
  for (const [position, [id, kind]] of changes.entries()) change(id, kind, position);
  wire.bufferedAmount = 0;
  jest.advanceTimersByTime(50);

  expect(wire.sent).toEqual(['list:old CHANGED 1', 'list:new ENTERED 2', 'list:gone LEFT 4', 'list:back ENTERED 6', 'list:brief LEFT 8']);
  expect(dropped).toBe(4);
});

it('keeps a thousand things of a list, and one RESYNC in their place from the next on', () => {
  wire.bufferedAmount = 300 * kilobyte;
  for (let n = 1; n <= 1002; n++) change(`thing-${String(n)}`, 'CHANGED');
  wire.bufferedAmount = 0;
  jest.advanceTimersByTime(50);

  expect(wire.sent).toEqual(['list:RESYNC', 'list:thing-1002 CHANGED 0']);
  expect(dropped).toBe(1001);
});

it('lets nothing out while rights are looked at, and forgets what a subscription that is over still had to say', () => {
  outlet.hold();
  outlet.hold();
  outlet.send('a', '1', 'newest');
  outlet.send('b', '1', 'newest');
  jest.advanceTimersByTime(60_000);
  outlet.release();
  expect(wire.sent).toEqual([]);
  const [had, hasNone] = [outlet.forget('a'), outlet.forget('a')];
  outlet.release();

  expect([had, hasNone]).toEqual([true, false]);
  expect(wire.sent).toEqual(['b:1']);
  expect(wire.closed).toEqual([]); // who is held is not slow
});

it('gives a socket up that is slow for half a minute, and none that was well in between', () => {
  wire.bufferedAmount = 300 * kilobyte;
  outlet.send('a', '1', 'newest');
  jest.advanceTimersByTime(29_000);
  wire.bufferedAmount = 0;
  jest.advanceTimersByTime(50);
  wire.bufferedAmount = 300 * kilobyte;
  outlet.send('a', '2', 'newest');
  jest.advanceTimersByTime(30_000);
  const before = [...wire.closed];
  jest.advanceTimersByTime(200);

  expect(before).toEqual([]);
  expect(wire.closed[0]).toBe(1013);
});

it('lets go of everything with its socket', () => {
  wire.bufferedAmount = 300 * kilobyte;
  outlet.send('a', '1', 'newest');
  outlet.close();
  wire.bufferedAmount = 0;
  jest.advanceTimersByTime(60_000);

  expect(wire.sent).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});
