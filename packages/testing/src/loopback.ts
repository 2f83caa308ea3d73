import { Socket } from 'node:net';

/** Makes every connection that would leave this machine fail: a test that needs one is wrong. */
export function forbidOutside(): void {
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
    const target = hostOf(args);
    if (target !== null && !/^(localhost|127(\.\d+){3}|::1|\[::1\])$/.test(target)) throw new Error(`A test reached for ${target}; only loopback is allowed.`);
    return (connect as (...all: unknown[]) => Socket).apply(this, args);
  };
}

/** The host a call of `connect` names; null for a pipe, or for the default, which is localhost. */
function hostOf(args: unknown[]): string | null {
  const [first, second] = args.flat<unknown[]>(); // Node's own callers pass the normalised arguments as one array
  if (first !== null && typeof first === 'object' && 'host' in first && typeof first.host === 'string') return first.host;
  return typeof first === 'number' && typeof second === 'string' ? second : null;
}
