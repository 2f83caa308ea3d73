import type { RequestHandler } from 'express';
import type { Room } from '@deskgraph/kit';
import { HttpRefusal } from './answers.js';
import { passOn } from './proxy.js';
import { scopeOf } from './scope.js';

/** /files/:room/:token: what a signed link opens. The room checks the link and streams the file, which is to be saved and never shown here. */
export function filesDoor(rooms: readonly Room[]): RequestHandler {
  const byName = new Map(rooms.map(room => [room.name, room]));
  return async (request, response) => {
    scopeOf(request).route = '/files/:room';
    const room = byName.get(String(request.params.room));
    if (!room) throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here.');
    if (request.method !== 'GET') throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'Use GET.', { allow: 'GET' });
    response.set('content-security-policy', "default-src 'none'; sandbox");
    await passOn(room, `/files/${room.name}`, request, response);
  };
}
