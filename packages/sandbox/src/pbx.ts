import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A call to act out. */
export interface PbxCall {
  /** Where the switchboard sends its webhooks, and what it signs them with. */
  readonly hookUrl: string;
  readonly secret: string;
  readonly from: string;
  readonly to: string;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  /** What happens, in order; ringing, answered and ended unless said. */
  readonly states?: readonly PbxState[] | undefined;
  /** Between two of them; 0 unless said. */
  readonly pauseMilliseconds?: number | undefined;
  /** How often each message is sent. 1 unless said. */
  readonly copies?: number | undefined;
  /** Sends the messages the other way round. */
  readonly reversed?: boolean | undefined;
}

export type PbxState = 'ringing' | 'answered' | 'ended' | 'missed';

/** One webhook as it was sent, and what came back. */
export interface PbxDelivery {
  readonly id: string;
  readonly state: PbxState;
  /** 0 when nobody answered. */
  readonly status: number;
}

/** A message with everything that is signed. */
interface Message {
  readonly id: string;
  readonly body: string;
  readonly state: PbxState;
}

/** A switchboard that acts calls out and tells of them by webhooks (Standard Webhooks, v1). Retries what is not acknowledged, three times. */
export interface Pbx {
  /** Acts a call out; resolves when every message is acknowledged or given up. Throws TypeError for what makes no sense. */
  place(call: PbxCall): Promise<{ readonly callId: string; readonly deliveries: readonly PbxDelivery[] }>;
}

const retries = 3;
const retryMilliseconds = 200;

/** Opens the switchboard. It has no state: everything about a call is in the call. */
export function openPbx(): Pbx {
  return {
    async place(call) {
      const { states = ['ringing', 'answered', 'ended'], copies = 1, reversed = false, pauseMilliseconds = 0 } = checked(call);
      const callId = randomUUID();
      const started = new Date();
      const messages = states.map((state, sequence) => messageOf(call, callId, state, sequence, started));
      const order = (reversed ? messages.toReversed() : messages).flatMap(message => Array.from({ length: copies }, () => message));
      const deliveries: PbxDelivery[] = [];
      for (const message of order) {
        deliveries.push(await deliver(call, message));
        if (pauseMilliseconds > 0) await sleep(pauseMilliseconds);
      }
      return { callId, deliveries };
    },
  };
}

/** The headers of a signed message; a test may sign with whatever it likes. */
export function signed(secret: string, id: string, body: string | Uint8Array, timestamp = Math.floor(Date.now() / 1000)): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}

function messageOf({ from, to, direction = 'inbound' }: PbxCall, callId: string, state: PbxState, sequence: number, started: Date): Message {
  const at = new Date(started.getTime() + sequence * 1000).toISOString();
  const call = { id: callId, direction, from, to, state, started_at: started.toISOString() };
  return { id: randomUUID(), state, body: JSON.stringify({ type: `call.${state}`, at, sequence, call }) };
}

async function deliver({ hookUrl, secret }: PbxCall, { id, body, state }: Message): Promise<PbxDelivery> {
  for (let attempt = 0; ; attempt++) {
    const status = await fetch(hookUrl, { method: 'POST', headers: signed(secret, id, body), body }).then(
      async response => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if ((status >= 200 && status < 300) || attempt === retries) return { id, state, status };
    await sleep(retryMilliseconds * 2 ** attempt);
  }
}

function checked(call: PbxCall): PbxCall {
  const url = URL.parse(call.hookUrl);
  if (!url || !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) throw new TypeError('hookUrl is an address on this machine.');
  if (typeof call.secret !== 'string' || call.secret === '') throw new TypeError('secret is the secret of the connection.');
  if (typeof call.from !== 'string' || typeof call.to !== 'string') throw new TypeError('from and to are telephone numbers.');
  const states: readonly unknown[] = call.states ?? [];
  if (!states.every(state => ['ringing', 'answered', 'ended', 'missed'].includes(String(state)))) throw new TypeError('states are ringing, answered, ended and missed.');
  return call;
}
