import DataLoader from 'dataloader';
import { v7 as newId, validate as isUuid } from 'uuid';
import type { Context } from './context.js';
import type { Page, PageArgs } from './page.js';

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

/** As `loader`, where a key has a page of rows: one statement for all keys that are asked for the same page. */
export function pageLoader<Row>(batch: (ctx: Context, keys: readonly string[], args: PageArgs) => Promise<(Page<Row> & { parentId: string })[]>): (ctx: Context, args: PageArgs) => DataLoader<string, Page<Row> | null> {
  const identity = newId();
  return (ctx, args) => {
    const key = `${identity} ${String(args.first)} ${args.after ?? ''}`;
    const known = ctx.loaders.get(key) as DataLoader<string, Page<Row> | null> | undefined;
    if (known) return known;
    const made = new DataLoader<string, Page<Row> | null>(async keys => {
      const pages = new Map((await batch(ctx, keys, args)).map(page => [page.parentId, page]));
      return keys.map(id => pages.get(id) ?? null);
    });
    ctx.loaders.set(key, made);
    return made;
  };
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
