import type { RequestHandler } from 'express';
import type { Room } from '@deskgraph/kit';
import { HttpRefusal, sized } from './answers.js';
import type { Origins } from './origins.js';
import { passOn } from './proxy.js';
import { scopeOf } from './scope.js';

interface FilesDoor {
  readonly rooms: readonly Room[];
  readonly origins: Origins;
  /** The longest body that is let through; a file's own limit is the room's business. */
  readonly limitBytes: number;
}

/**
 * /files/:room/:token: what a signed link opens. The room checks the link and streams the file, in or out. Whoever has the link has the right:
 * no cookie and no key goes along, and pages of other origins may not send.
 */
export function filesDoor({ rooms, origins, limitBytes }: FilesDoor): RequestHandler[] {
  const byName = new Map(rooms.map(room => [room.name, room]));

  const known: RequestHandler = (request, _response, next) => {
    scopeOf(request).route = '/files/:room';
    if (!byName.has(String(request.params.room))) throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here.');
    if (request.method !== 'GET' && request.method !== 'PUT') throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'Use GET or PUT.', { allow: 'GET, PUT' });
    if (request.method === 'PUT') origins.check(request);
    for (const credential of ['cookie', 'authorization']) Reflect.deleteProperty(request.headers, credential);
    next();
  };

  const hand: RequestHandler = async (request, response) => {
    const room = byName.get(String(request.params.room));
    response.set('content-security-policy', "default-src 'none'; sandbox");
    if (room) await passOn(room, `/files/${room.name}`, request, response);
  };

  return [known, sized(limitBytes), hand];
}
