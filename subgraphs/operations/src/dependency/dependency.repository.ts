import type { Context } from '@deskgraph/kit';

/** How the organization's work stands. */
export interface Standing {
  readonly dead: number;
  readonly parked: number;
  /** Seconds the oldest due job has waited. */
  readonly waitSeconds: number;
}

/** The SQL of health, bound to the context's transaction. */
export const dependencies = ({ db, now }: Context) => ({
  /** How far each consumer is behind the newest event, in events. */
  lags(): Promise<{ name: string; lag: number }[]> {
    return db.query('select name, (head.position - consumer.position)::int as lag from platform.consumer, platform.head order by name');
  },

  /** What of this organization's work waits or has failed. */
  async standing(): Promise<Standing> {
    const [row] = await db.query<Standing[]>(
      `select (select count(*)::int from platform.job where state = 'DEAD') as dead,
         (select count(*)::int from platform.parked where state = 'PARKED') as parked,
         coalesce((select extract(epoch from $1::timestamptz - min(due_at))::int from platform.job where state = 'QUEUED' and due_at < $1), 0) as "waitSeconds"`,
      [now()],
    );
    return row ?? { dead: 0, parked: 0, waitSeconds: 0 };
  },
});
