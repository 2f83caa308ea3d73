import type { Context } from '@deskgraph/kit';

/** How the organization's work stands. */
export interface Standing {
  readonly dead: number;
  readonly parked: number;
  /** Seconds the oldest due job has waited. */
  readonly waitSeconds: number;
  /** Seconds the organization's oldest event has waited for its place. */
  readonly orderSeconds: number;
}

/** How far a consumer has come. */
export interface Progress {
  readonly name: string;
  /** Events between it and the newest one, in the whole house. */
  readonly lag: number;
  /** Events of this organization it could not deal with. */
  readonly parked: number;
}

/** The SQL of health, bound to the context's transaction. */
export const dependencies = ({ db, now }: Context) => ({
  /** How far each consumer has come. */
  progress(): Promise<Progress[]> {
    return db.query(
      `select name, least(head.position - consumer.position, 2147483647)::int as lag,
         (select count(*)::int from platform.parked where parked.consumer = consumer.name and state = 'PARKED') as parked
       from platform.consumer, platform.head order by name`,
    );
  },

  /** What of this organization's work waits or has failed. */
  async standing(): Promise<Standing> {
    const [row] = await db.query<Standing[]>(
      `select (select count(*)::int from platform.job where state = 'DEAD') as dead,
         (select count(*)::int from platform.parked where state = 'PARKED') as parked,
         coalesce((select extract(epoch from $1::timestamptz - min(due_at))::int from platform.job where state = 'QUEUED' and due_at < $1), 0) as "waitSeconds",
         coalesce((select greatest(extract(epoch from $1::timestamptz - min(at))::int, 0) from platform.event where position is null), 0) as "orderSeconds"`,
      [now()],
    );
    return row ?? { dead: 0, parked: 0, waitSeconds: 0, orderSeconds: 0 };
  },
});
