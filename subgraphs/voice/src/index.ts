import { defineSubgraph } from '@deskgraph/kit';
import { Call } from './call/call.entity.js';
import { callById } from './call/call.loader.js';
import { CallResolver } from './call/call.resolver.js';
import { consumers } from './consumers.js';
import { hooks } from './hooks.js';
import { Voice0001 } from './migrations/0001-voice.js';
import { Voice0002 } from './migrations/0002-parties.js';
import { Voice0003 } from './migrations/0003-orders.js';
import { permissions } from './permissions.js';

/** Telephone calls. */
export const voice = defineSubgraph({
  name: 'voice',
  entities: [Call],
  migrations: [Voice0001, Voice0002, Voice0003],
  resolvers: [CallResolver],
  references: { Call: callById },
  permissions,
  consumers,
  hooks,
});

export { importAll as importCalls, type PastCall } from './call/call.service.js';
export type { VoicePorts } from './ports.js';
