import type { Databases, LocalRoom, Log, Subgraph, Tools } from '@deskgraph/kit';
import type { Gateway } from '@deskgraph/gateway';
import type { Config } from './config.js';
import { openDoor } from './door.js';
import type { MailDoor } from './mail-door.js';
import { loginUrl, openRooms } from './open.js';
import type { Ports } from './ports.js';
import { subgraphs } from './rooms.js';
import { migrate, type Progress } from './schemas.js';
import { keepOf, openWork } from './work.js';

/** What the house stands on, beside its configuration. */
export interface Ground {
  /** The owner's URL: used for migrations only. */
  readonly ownerUrl: string;
  readonly secret: string;
  readonly log: Log;
  /** The sandbox's servers, where one runs. */
  readonly sandbox: { readonly smtpUrl: string; readonly mailboxUrl: string } | null;
  readonly progress?: Progress;
}

/** One room as it runs here. */
export interface OpenRoom {
  readonly subgraph: Subgraph<never>;
  readonly databases: Databases;
  readonly tools: Tools;
  readonly room: LocalRoom;
}

/** The whole house in one process, behind one port. */
export interface House {
  readonly gateway: Gateway;
  readonly mailIn: MailDoor | null;
  readonly rooms: readonly OpenRoom[];
  readonly ports: Ports;
  /** Drains and closes everything, the door first. */
  close(): Promise<void>;
}

/** Migrates, then opens every room, the workers and the gateway. */
export async function openHouse(config: Config, ground: Ground): Promise<House> {
  const { log, progress = () => undefined } = ground;
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await migrate(ground.ownerUrl, ground.secret, subgraphs, progress);
    const opened = await openRooms(config, ground);
    closers.push(() => opened.close());
    const { rooms, ports } = opened;
    const work = await openWork({ ...opened, urlOf: login => loginUrl(ground, login), redisUrl: config.redisUrl, keep: keepOf(config), log });
    closers.push(() => work.close());
    progress('rooms and workers are up');
    const door = await openDoor(config, ground, rooms.map(({ room }) => room));
    closers.push(() => door.close());
    progress('the gateway is up');
    return { gateway: door.gateway, mailIn: door.mailIn, rooms, ports, close };
  } catch (error) {
    await close();
    throw error;
  }
}
