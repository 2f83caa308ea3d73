import type { Context } from '@deskgraph/kit';
import { list as schedules } from '../schedule/schedule.service.js';
import { DependencyState, type Dependency } from './dependency.entity.js';
import { dependencies } from './dependency.repository.js';

const { OK, DEGRADED, DOWN, OFF, SANDBOX } = DependencyState;

/** From here on something is behind rather than busy. */
const [longWaitSeconds, longLag] = [60, 1000];

/** How everything is that the organization's work depends on. */
export async function list(ctx: Context): Promise<Dependency[]> {
  const started = performance.now();
  const { dead, parked, waitSeconds } = await dependencies(ctx).standing();
  const answerMs = Math.round(performance.now() - started);
  const lags = await dependencies(ctx).lags();
  const missed = (await schedules(ctx)).filter(schedule => schedule.missed).map(({ name }) => name);
  const providers = await Promise.all(Object.entries(ctx.providers).map(([name, check]) => providerOf(name, check)));
  return [
    { name: 'database', state: OK, detail: `${String(answerMs)} ms` },
    { name: 'jobs', state: dead > 0 || waitSeconds > longWaitSeconds ? DEGRADED : OK, detail: `${String(dead)} dead, the oldest waits for ${String(waitSeconds)} s` },
    { name: 'parked events', state: parked > 0 ? DEGRADED : OK, detail: String(parked) },
    { name: 'clock', state: missed.length > 0 ? DEGRADED : OK, detail: missed.length > 0 ? `missed: ${missed.join(', ')}` : null },
    ...lags.map(({ name, lag }) => ({ name: `consumer ${name}`, state: lag > longLag ? DEGRADED : OK, detail: `${String(lag)} events behind` })),
    ...providers,
  ];
}

async function providerOf(name: string, check: Context['providers'][string]): Promise<Dependency> {
  const { state, ready, detail } = await check();
  const states = { configured: ready ? OK : DOWN, sandbox: ready ? SANDBOX : DOWN, off: OFF };
  return { name: `provider ${name}`, state: states[state], detail };
}
