import { deriveKey } from '@deskgraph/kit';
import type { Config } from './config.js';
import { openDoor } from './door.js';
import type { Ground } from './house.js';
import { loginUrl, openRooms } from './open.js';
import { openRemoteRoom } from './remote-room.js';
import { openRoomServer } from './room-server.js';
import { subgraphs } from './rooms.js';
import { keepOf, openWork } from './work.js';

/** What one process of many is: a room by its name, the gateway, or the worker. */
export type Role = string;

/** The roles there are: one for each room, the gateway, and a worker, of which there may be several. */
export const roles: readonly Role[] = [...subgraphs.map(({ name }) => name), 'gateway', 'worker'];

/** Opens one role of the house, on a database that is up to date. Answers how to close it. */
export async function openProcess(role: Role, config: Config, ground: Ground): Promise<{ close(): Promise<void> }> {
  if (role === 'worker') return openWorker(config, ground);
  const places = placesOf(config);
  const key = deriveKey(ground.secret, 'viewer');
  if (role !== 'gateway') return openOne(role, places, key, config, ground);

  const rooms = Object.entries(places).map(([name, url]) => openRemoteRoom({ name, url, key }));
  const door = await openDoor(config, ground, rooms);
  return {
    async close() {
      await door.close();
      await Promise.all(rooms.map(room => room.close()));
    },
  };
}

async function openOne(name: string, places: Readonly<Record<string, string>>, key: Buffer, config: Config, ground: Ground): Promise<{ close(): Promise<void> }> {
  const opened = await openRooms(config, ground, [name]);
  const [room] = opened.rooms;
  if (!room) throw new Error(`There is no room ${name}.`);
  const server = await openRoomServer({ room: room.room, key, host: config.roomHost, port: Number(new URL(places[name] ?? '').port), log: ground.log });
  return {
    async close() {
      await server.close(config.drainSeconds);
      await opened.close();
    },
  };
}

/** Every room's jobs and consumers, and the order of events; its rooms answer nobody. */
async function openWorker(config: Config, ground: Ground): Promise<{ close(): Promise<void> }> {
  const opened = await openRooms(config, ground);
  const work = await openWork({ ...opened, urlOf: login => loginUrl(ground, login), redisUrl: config.redisUrl, keep: keepOf(config), log: ground.log });
  return {
    async close() {
      await work.close();
      await opened.close();
    },
  };
}

/** Where every room is. Throws when one has no place, or a place has no room. */
function placesOf({ rooms }: Config): Readonly<Record<string, string>> {
  const missing = subgraphs.filter(({ name }) => !Object.hasOwn(rooms ?? {}, name)).map(({ name }) => name);
  const unknown = Object.keys(rooms ?? {}).filter(name => !subgraphs.some(room => room.name === name));
  if (missing.length > 0 || unknown.length > 0) throw new Error(`DESKGRAPH_ROOMS must name every room and no other: missing ${missing.join(', ') || 'none'}, unknown ${unknown.join(', ') || 'none'}.`);
  return rooms ?? {};
}
