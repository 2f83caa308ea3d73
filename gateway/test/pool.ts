import type { Pool } from 'pg';

/** Stands where Postgres stands for the rate limits: the one upsert they send, kept in memory; `broken` makes it unreachable. */
export interface SmallPool {
  broken: boolean;
  asked: number;
  readonly pool: Pool;
}

type Row = { points: number; expire: number };

/** Opens an empty one. */
export function openPool(): SmallPool {
  const rows = new Map<string, Row>();
  const upsert = ([key, points, expire, now]: [string, number, number, number]): Row => {
    const row = rows.get(key);
    const next = !row || row.expire <= now ? { points, expire } : { ...row, points: row.points + points };
    rows.set(key, next);
    return next;
  };
  const small = {
    broken: false,
    asked: 0,
    async query(statement: string | { text: string; values: [string, number, number, number] }) {
      small.asked += 1;
      if (small.broken) throw new Error('connect ECONNREFUSED 127.0.0.1:5432');
      return { rows: typeof statement === 'string' ? [] : [upsert(statement.values)] };
    },
  };
  return Object.assign(small, { pool: small as unknown as Pool });
}
