import DataLoader from 'dataloader';
import { validate as isUuid } from 'uuid';
import type { Context } from './context.js';

/** A batched read for field resolvers and references; lives one request. Ids that are no uuid are not asked for: they answer null. */
export type Load<Value> = (ctx: Context) => DataLoader<string, Value | null>;

/** Makes a loader from one statement for many keys. `batch` answers rows in any order; `keyOf` says whose each is. */
export function loader<Row>(batch: (ctx: Context, keys: readonly string[]) => Promise<Row[]>, keyOf: (row: Row) => string): Load<Row> {
  return keyed((rows: Row[]) => {
    const byKey = new Map(rows.map(row => [keyOf(row), row]));
    return key => byKey.get(key) ?? null;
  }, batch);
}

/** As `loader`, where a key has several rows. */
export function listLoader<Row>(batch: (ctx: Context, keys: readonly string[]) => Promise<Row[]>, keyOf: (row: Row) => string): (ctx: Context) => DataLoader<string, Row[]> {
  return keyed((rows: Row[]) => {
    const byKey = Map.groupBy(rows, keyOf);
    return key => byKey.get(key) ?? [];
  }, batch);
}

function keyed<Row, Value>(index: (rows: Row[]) => (key: string) => Value, batch: (ctx: Context, keys: readonly string[]) => Promise<Row[]>) {
  const identity = {};
  return (ctx: Context): DataLoader<string, Value> => {
    const known = ctx.loaders.get(identity) as DataLoader<string, Value> | undefined;
    if (known) return known;
    const made = new DataLoader<string, Value>(async keys => {
      const valid = keys.filter(key => isUuid(key));
      return keys.map(index(valid.length > 0 ? await batch(ctx, valid) : []));
    }, { maxBatchSize: 1000 });
    ctx.loaders.set(identity, made);
    return made;
  };
}
