import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CallNews, CallState, Telephony, TelephonyMessage } from '@deskgraph/ports';
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** How far the clocks may be apart, and how old a message may be. */
const toleranceSeconds = 5 * 60;
const states: Readonly<Record<string, CallState>> = { ringing: 'RINGING', answered: 'ANSWERED', ended: 'ENDED', missed: 'MISSED' };

/**
 * A switchboard that signs as the Standard Webhooks specification says (standardwebhooks.com, v1): `webhook-id`, `webhook-timestamp` in seconds and
 * `webhook-signature`, a list of `v1,<base64 HMAC-SHA-256 of id.timestamp.body>`. The secret's bytes are its UTF-8 text.
 */
export const pbx: Telephony = {
  verify({ headers, body }, secrets, now) {
    const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name => headers.get(name));
    if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return false;
    if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
    const given = signatures.split(' ').flatMap(part => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []));
    return secrets.some(secret => secret !== '' && given.some(signature => isSame(signature, sign(secret, id, timestamp, body))));
  },

  read({ headers, body }) {
    const deliveryId = headers.get('webhook-id');
    const message = parsed(body);
    if (!deliveryId || !isRecord(message) || !isRecord(message.call)) return null;
    const { id, direction, from, to, state, started_at: startedAt } = message.call;
    const [at, started] = [instant(message.at), instant(startedAt)];
    const known = typeof state === 'string' && Object.hasOwn(states, state) ? states[state] : undefined;
    const isCall = typeof id === 'string' && /^[\w.:-]{1,100}$/.test(id) && (direction === 'inbound' || direction === 'outbound');
    const isOrdered = typeof message.sequence === 'number' && Number.isSafeInteger(message.sequence) && message.sequence >= 0;
    if (!isCall || !isOrdered || !known || !at || !started) return null;
    const news: CallNews = {
      deliveryId, callId: id, sequence: message.sequence as number, direction: direction === 'inbound' ? 'INBOUND' : 'OUTBOUND',
      from: e164(from), to: e164(to), state: known, startedAt: started, at,
    };
    return news;
  },
};

function sign(secret: string, id: string, timestamp: string, body: TelephonyMessage['body']): Buffer {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();
}

function isSame(given: Buffer, right: Buffer): boolean {
  return given.length === right.length && timingSafeEqual(given, right);
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An instant this century; null for anything else. */
function instant(value: unknown): Date | null {
  if (typeof value !== 'string' || !/^20\d\d-\d\d-\d\dT[\d:.]+Z$/.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A number in E.164, which has 15 digits at most; null for anything else. */
function e164(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const number = parsePhoneNumberFromString(value, metadata)?.number;
  return number !== undefined && /^\+[1-9]\d{1,14}$/.test(number) ? number : null;
}
