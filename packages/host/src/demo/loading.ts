import type { Context } from '@deskgraph/kit';
import type { Progress } from '../schemas.js';
import type { Ids } from './ids.js';
import type { DemoPlan } from './plan.js';

/** How many rows share a transaction. */
const batch = 200;

/** What loading needs beside the rows. */
export interface LoadOptions {
  readonly organizationId: string;
  /** Who of the organization did what people did, in any order; one at least. */
  readonly memberIds: readonly string[];
  readonly progress: Progress;
  /** Ends the load after the transaction that runs; what is loaded stays, and the next load goes on. */
  readonly until: AbortSignal;
}

/** A load that runs. */
export interface Loading extends LoadOptions {
  readonly plan: DemoPlan;
  readonly ids: Ids;
  /** Runs work in a room as the house itself. */
  in<T>(room: string, work: (ctx: Context) => Promise<T>): Promise<T>;
}

/** The member who did what somebody did. */
export function memberOf({ memberIds }: LoadOptions, by: number): string {
  const id = memberIds[by % memberIds.length];
  if (id === undefined) throw new Error('The organization has no members.');
  return id;
}

/** Has rows worked off some hundred at a time, until the load is to end. */
export async function inBatches<Row>({ until }: LoadOptions, rows: Iterable<Row>, work: (rows: Row[]) => Promise<unknown>): Promise<void> {
  let some: Row[] = [];
  for (const row of rows) {
    if (some.push(row) < batch) continue;
    if (until.aborted) return;
    await work(some);
    some = [];
  }
  if (!until.aborted && some.length > 0) await work(some);
}

/** The numbers from 0 to below an end. */
export function* numbers(end: number): Generator<number> {
  for (let index = 0; index < end; index++) yield index;
}

/** A number as people write it. */
export function count(number: number): string {
  return number.toLocaleString('en');
}
