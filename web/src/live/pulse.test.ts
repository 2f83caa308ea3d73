/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Client } from 'graphql-ws';
import { openSocket } from './socket.js';

interface Said {
  readonly type: string;
}

/** A socket as the browser makes it; its house acknowledges, and answers pings unless it is dead. */
class Wire {
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static made: Wire[] = [];
  readonly said: Said[] = [];
  readyState = 0;
  isDead = false;
  closedWith: number | null = null;
  onopen: (() => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor() {
    Wire.made.push(this);
    setTimeout(() => {
      this.readyState = Wire.OPEN;
      this.onopen?.();
    });
  }

  send(text: string): void {
    const message = JSON.parse(text) as Said;
    this.said.push(message);
    if (this.isDead) return;
    if (message.type === 'connection_init') this.hear({ type: 'connection_ack' });
    if (message.type === 'ping') this.hear({ type: 'pong' });
  }

  hear(message: object): void {
    setTimeout(() => this.onmessage?.({ data: JSON.stringify(message) }));
  }

  close(code: number): void {
    this.readyState = Wire.CLOSING; // a dead house never says that it is closed
    this.closedWith = code;
    if (!this.isDead) this.onclose?.(new CloseEvent('close', { code, wasClean: true }));
  }

  count(type: string): number {
    return this.said.filter(message => message.type === type).length;
  }
}

const nothing = (): void => undefined;
const listen = (client: Client) => client.subscribe({ query: 'subscription { ticketChanged { id } }' }, { next: nothing, error: nothing, complete: nothing });
const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);
const theirs = globalThis.WebSocket;

beforeEach(() => {
  jest.useFakeTimers();
  Wire.made = [];
  globalThis.WebSocket = Wire as unknown as typeof WebSocket;
});
afterEach(() => {
  jest.useRealTimers();
  globalThis.WebSocket = theirs;
});

describe('a socket', () => {
  it('stays while its house answers', async () => {
    const socket = openSocket(null, nothing);
    listen(socket.client);
    await pass(65);

    expect(Wire.made).toHaveLength(1);
    expect(Wire.made[0]!.count('ping')).toBe(6);
    expect(socket.now()).toEqual({ state: 'open' });
  });

  it('is lost when a ping is not answered, and subscribes again on another', async () => {
    const socket = openSocket(null, nothing);
    const states: string[] = [];
    socket.watch(() => states.push(socket.now().state));
    listen(socket.client);
    await pass(9);
    Wire.made[0]!.isDead = true;
    await pass(5);
    expect(states).toEqual(['open']);
    await pass(3);

    expect(states).toEqual(['open', 'lost', 'open']);
    expect(Wire.made.map(wire => wire.closedWith)).toEqual([4499, null]);
    expect(Wire.made[1]!.count('subscribe')).toBe(1);
  });

  it('is not given up while anything comes', async () => {
    const socket = openSocket(null, nothing);
    listen(socket.client);
    await pass(9);
    const [wire] = Wire.made;
    wire!.isDead = true; // as far as pings go
    for (let second = 0; second < 12; second += 4) {
      wire!.hear({ type: 'next', id: 'of another', payload: { data: {} } });
      await pass(4);
    }

    expect(socket.now()).toEqual({ state: 'open' });
    await pass(6);
    expect(Wire.made).toHaveLength(2);
  });

  it('that nobody wants any more is closed, and not given up afterwards', async () => {
    const socket = openSocket(null, nothing);
    const stop = listen(socket.client);
    await pass(9);
    stop();
    await pass(30);

    expect(socket.now()).toEqual({ state: 'idle' });
    expect(Wire.made.map(wire => wire.closedWith)).toEqual([1000]);
  });
});
