import type { WebSocket } from 'ws';

/** What happened to something in a list. */
export type ChangeKind = 'ENTERED' | 'CHANGED' | 'LEFT';

/** A frame about one thing of a list. `as` writes it with another kind, for whoever missed the one before. */
export interface ChangeFrame {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly position: number;
  as(kind: ChangeKind): string;
}

/** What of a subscription matters: its newest frame, each of them, or the newest about each thing. */
export type Keep = 'newest' | 'each' | ChangeFrame;

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
/** Of a subscription of which each frame matters, or the newest about each thing. */
const [mostWaiting, mostChanges] = [100, 1000];

interface Waiting {
  readonly payload: string;
  readonly change: { readonly id: string; readonly kind: ChangeKind } | null;
}

/** Opens a socket's way out. `overflow` is sent in place of frames that could not wait; `dropped` is told how many a reader will never get. */
export function openOutlet(socket: WebSocket, { overflow, dropped }: { overflow: () => string; dropped: (frames: number) => void }): Outlet {
  const waiting = new Map<string, readonly Waiting[]>();
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
      for (const { payload } of payloads) write(subscription, payload);
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
      const after = typeof keep === 'object' ? coalesced(before, keep) : [...(keep === 'newest' ? [] : before), { payload, change: null }];
      const isTooMuch = after.length > (typeof keep === 'object' ? mostChanges : mostWaiting);
      const lost = before.length + 1 - (isTooMuch ? 0 : after.length);
      if (lost > 0) dropped(lost);
      waiting.set(subscription, isTooMuch ? [{ payload: overflow(), change: null }] : after);
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

/** What waits, with a change behind it. One about the same thing gives way; together they tell what became of it since the reader heard last. */
function coalesced(before: readonly Waiting[], { id, kind, as }: ChangeFrame): readonly Waiting[] {
  const earlier = before.find(({ change }) => change?.id === id)?.change;
  if (!earlier) return [...before, { payload: as(kind), change: { id, kind } }];
  const others = before.filter(({ change }) => change?.id !== id);
  const both = earlier.kind === 'ENTERED' && kind !== 'LEFT' ? 'ENTERED' : kind; // who was not told that it entered is told so now
  return [...others, { payload: as(both), change: { id, kind: both } }];
}
