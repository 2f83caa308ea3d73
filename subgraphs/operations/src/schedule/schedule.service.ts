import { audit, enqueue, Refused, transact, type Context } from '@deskgraph/kit';
import type { Schedule, ScheduleRow } from './schedule.entity.js';
import type { ScheduleRunInput } from './schedule.inputs.js';
import { schedules } from './schedule.repository.js';

const graceMs = 5 * 60_000;

/** Everything that runs by the clock, with when it does so in the viewer's organization. */
export async function list(ctx: Context): Promise<Schedule[]> {
  const rows = new Map((await schedules(ctx).all()).map(row => [row.name, row]));
  return ctx.schedules.map(({ name, cron }) => scheduleOf(ctx, name, cron, rows.get(name)));
}

/** Queues a run now, besides those of the clock. Asked for twice in one minute it runs once. */
export function run(ctx: Context, { name }: ScheduleRunInput): Promise<Schedule> {
  return transact(ctx, async tx => {
    const known = tx.schedules.find(one => one.name === name);
    if (!known) throw new Refused('NOT_FOUND', 'Nothing of this name runs by the clock.', 'name');
    if (!tx.viewer.may('schedule.run')) throw new Refused('FORBIDDEN', 'You may see what runs by the clock, but not run it.', 'name');
    const { organizationId } = tx.viewer;
    const now = tx.now();
    const lastJobId = await enqueue(tx, name, organizationId, { key: `by hand ${now.toISOString().slice(0, 16)}` });
    await schedules(tx).note(name, { dueAt: known.next(now), lastJobId, lastEnqueuedAt: now });
    await audit(tx, 'schedule.run', lastJobId, { after: { name } });
    const rows = await schedules(tx).all();
    return scheduleOf(tx, name, known.cron, rows.find(row => row.name === name));
  });
}

function scheduleOf({ now }: Context, name: string, cron: string, row: ScheduleRow | undefined): Schedule {
  const missed = row !== undefined && now().getTime() - row.dueAt.getTime() > graceMs;
  return { name, cron, dueAt: row?.dueAt ?? null, lastEnqueuedAt: row?.lastEnqueuedAt ?? null, lastJobId: row?.lastJobId ?? null, missed, missedAt: row?.missedAt ?? null };
}
