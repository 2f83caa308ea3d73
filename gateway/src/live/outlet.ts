import type { WebSocket } from 'ws';

/** Whether only a subscription's newest frame matters, or each of them. */
export type Keep = 'newest' | 'each';

/** A socket's way out. A reader that is slow, or whose rights are being looked at, holds up nobody: its frames wait here, and never many. */
export interface Outlet {
  /** Sends a subscription's frame (the JSON of its payload) now, or as soon as it may. */
  send(subscription: string, payload: string, keep: Keep): void;
  /** Lets nothing out until `release`. */
  hold(): void;
  release(): void;
  /** Drops what waits for a subscription that is over; answers whether there was any. */
  forget(subscription: string): boolean;
  close(): void;
}

/** Bytes the operating system has not taken yet: above the first a socket is slow, below the second it is well again. */
const [slowBytes, wellBytes] = [256 * 1024, 64 * 1024];
const lookMs = 50;
/** A socket that stays slow for this long is given up; it may come back with its cursor. */
const patienceMs = 30_000;
/** Of a subscription of which each frame matters. */
const mostWaiting = 100;

/** Opens a socket's way out. `overflow` is sent in place of frames that could not wait; `dropped` is told how many a reader will never get. */
export function openOutlet(socket: WebSocket, { overflow, dropped }: { overflow: () => string; dropped: (frames: number) => void }): Outlet {
  const waiting = new Map<string, string[]>();
  let holds = 0;
  let slowSince: number | null = null;
  let timer: NodeJS.Timeout | undefined;

  const write = (subscription: string, payload: string): void => {
    socket.send(`{"id":${JSON.stringify(subscription)},"type":"next","payload":${payload}}`);
  };
  const isSlow = (): boolean => socket.bufferedAmount > (slowSince === null ? slowBytes : wellBytes);
  const flush = (): void => {
    for (const [subscription, payloads] of waiting) {
      waiting.delete(subscription);
      for (const payload of payloads) write(subscription, payload);
      if (isSlow()) return;
    }
  };
  const look = (): void => {
    if (isSlow()) {
      slowSince ??= Date.now();
      if (Date.now() - slowSince > patienceMs) socket.close(1013, 'Too slow: come back with your cursor');
      return;
    }
    slowSince = null;
    if (holds === 0) flush();
    if (waiting.size > 0 || isSlow()) return;
    clearInterval(timer);
    timer = undefined;
  };
  const wait = (): void => {
    timer ??= setInterval(look, lookMs).unref();
  };

  return {
    send(subscription, payload, keep) {
      if (holds === 0 && waiting.size === 0 && !isSlow()) return write(subscription, payload);
      const before = waiting.get(subscription) ?? [];
      if (keep === 'newest') {
        if (before.length > 0) dropped(before.length);
        waiting.set(subscription, [payload]);
      } else if (before.length < mostWaiting) waiting.set(subscription, [...before, payload]);
      else {
        dropped(before.length + 1);
        waiting.set(subscription, [overflow()]);
      }
      wait();
    },
    hold() {
      holds += 1;
    },
    release() {
      holds -= 1;
      if (holds === 0 && waiting.size > 0) look();
    },
    forget: subscription => waiting.delete(subscription),
    close() {
      clearInterval(timer);
      waiting.clear();
    },
  };
}
