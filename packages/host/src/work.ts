import type { FileStore, Log } from '@deskgraph/kit';
import { openClock } from './clock.js';
import { openConsumers } from './consumers.js';
import type { OpenRoom } from './house.js';
import type { Queues } from './jobs.js';
import { openSequencer } from './sequencer.js';
import type { Config } from './config.js';
import type { Keep } from './sweep.js';

/** What the house does outside of requests, and where. */
export interface WorkOptions {
  readonly rooms: readonly OpenRoom[];
  readonly queues: Queues;
  /** A login's URL. */
  readonly urlOf: (login: string) => string;
  readonly redisUrl: string | null;
  readonly ports: unknown;
  readonly files: FileStore;
  readonly keep: Keep;
  readonly log: Log;
}

/** How long things are kept, as configured. */
export function keepOf(config: Config): Keep {
  const { keepEventsDays, keepIdempotencyDays, keepJobsDays, keepDeliveriesDays, keepIntegrationLogDays } = config;
  return { eventsDays: keepEventsDays, idempotencyDays: keepIdempotencyDays, jobsDays: keepJobsDays, deliveriesDays: keepDeliveriesDays, integrationLogDays: keepIntegrationLogDays };
}

/** Orders events, consumes them, and works off jobs, those of the clock included. Any number of processes may: each piece is done by one. */
export async function openWork({ rooms, queues, urlOf, redisUrl, ports, files, keep, log }: WorkOptions): Promise<{ close(): Promise<void> }> {
  const sequencer = openSequencer({ url: urlOf('sequencer'), redisUrl, log });
  const consumers = openConsumers({ rooms, url: urlOf('worker'), log });
  const clock = openClock({ rooms, url: urlOf('worker'), log });
  const close = async (): Promise<void> => {
    await Promise.all([clock.close(), consumers.close()]);
    await sequencer.close();
  };
  try {
    for (const room of rooms) await queues.work(room, ports);
    await queues.sweepHourly(keep, files);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}
