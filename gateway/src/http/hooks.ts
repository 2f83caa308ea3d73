import { raw, type RequestHandler } from 'express';
import type { Room } from '@deskgraph/kit';
import type { Rates } from '../rates.js';
import { HttpRefusal, sized } from './answers.js';
import { refuseSpent } from './callers.js';
import { passOn } from './proxy.js';
import { scopeOf } from './scope.js';

/** What a call costs the address it came from that no connection signed, in points: a provider that signs pays nothing. */
const forgedPoints = 20;

interface HooksDoor {
  readonly rooms: readonly Room[];
  readonly rates: Rates;
  readonly bodyLimitBytes: number;
}

/** /hooks/:room: what a provider calls. The body goes to the room byte for byte, because signatures are over bytes. */
export function hooksDoor({ rooms, rates, bodyLimitBytes }: HooksDoor): RequestHandler[] {
  const byName = new Map(rooms.map(room => [room.name, room]));

  const known: RequestHandler = (request, _response, next) => {
    scopeOf(request).route = '/hooks/:room';
    if (!byName.has(String(request.params.room))) throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here.');
    if (request.method !== 'GET' && request.method !== 'POST')
      throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'Use GET or POST.', { allow: 'GET, POST' });
    refuseSpent(rates.spent(null, scopeOf(request).address));
    next();
  };

  const hand: RequestHandler = async (request, response) => {
    const room = byName.get(String(request.params.room));
    if (room) await passOn(room, `/hooks/${room.name}`, request, response);
    if (response.statusCode === 401) await rates.operation(null, scopeOf(request).address, forgedPoints);
  };

  return [known, sized(bodyLimitBytes), raw({ type: () => true, limit: bodyLimitBytes, inflate: false }), hand];
}
