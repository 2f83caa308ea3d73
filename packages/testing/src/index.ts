import type { FaultRow } from './faults.js';
import type { Ground, GroundEntities } from './ground.js';
import type { RaisedHouse, RaiseOptions } from './raise.js';

export type { FaultRow } from './faults.js';
export { canariesOf, contents, fingerprint } from './fuzz/canaries.js';
export { naughty } from './fuzz/naughty.js';
export { generateOperations, type IdKind, type IdPools, type Operation } from './fuzz/operations.js';
export { chromiumPath, faultsOf, looks, openBrowser, visit, type Look, type Visitor } from './browser.js';
export type { Ground } from './ground.js';
export { happen, heard } from './happen.js';
export { openHouse, password, type Answer, type Organization, type Person, type TestHouse } from './house.js';
export { breaches, openPolicy, meantAcross, tenantTables, type Breach, type TenantTable } from './isolation.js';
export { pictured, pictureUrlOf, placeFor, png, sendFile, startPicture, type UploadPlace } from './pictures.js';
export type { RaisedHouse } from './raise.js';
export { openSocket, type Frame, type SocketIdentity, type TestSocket, type Watching } from './socket.js';
export { exported, mailbox, published } from './furniture.js';
export { postMail } from './post.js';
export { consumed, roleIdOf, soon, toldOf } from './told.js';

/** Raises a house of one's own: for tests of starting, stopping and the clock, and for measurements. Loaded only when called: it is the whole product. */
export async function raiseHouse(options?: RaiseOptions): Promise<RaisedHouse> {
  const { raiseHouse: raise } = await import('./raise.js');
  return raise(options);
}

/** Strikes faults in a house of many processes. Loaded only when called: it is the whole product. */
export async function runFaults(trials: number, tell: (row: FaultRow) => void, names?: readonly string[]): Promise<readonly FaultRow[]> {
  const { runFaults: run } = await import('./faults.js');
  return run(trials, tell, names);
}

/** Opens the ground under a room, for tests of the kit itself. */
export async function openGround(entities?: GroundEntities, room?: string): Promise<Ground> {
  const { openGround: open } = await import('./ground.js');
  return open(entities, room);
}
