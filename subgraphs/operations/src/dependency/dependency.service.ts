import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, ProviderStanding } from '@deskgraph/kit';
import { list as schedules } from '../schedule/schedule.service.js';
import { DependencyState, type Dependency } from './dependency.entity.js';
import { dependencies, type Progress, type Standing } from './dependency.repository.js';

const { OK, DEGRADED, DOWN, OFF, SANDBOX } = DependencyState;

/** From here on something is behind rather than busy. */
const [longWaitSeconds, longOrderSeconds, longLag] = [60, 5, 1000];
/** How long a run that was missed is shown. */
const dayMs = 24 * 60 * 60_000;
/** How long a provider may take to say how it is. */
const checkMs = 3000;

/** How everything is that the organization's work depends on. */
export async function list(ctx: Context): Promise<Dependency[]> {
  if (!ctx.viewer.may('health.read')) return [];
  const started = performance.now();
  const standing = await dependencies(ctx).standing();
  const answerMs = Math.round(performance.now() - started);
  const consumers = await dependencies(ctx).progress();
  const lately = ctx.now().getTime() - dayMs;
  const missed = (await schedules(ctx)).filter(({ missed: isLate, missedAt }) => isLate || (missedAt?.getTime() ?? 0) > lately).map(({ name }) => name);
  const providers = await Promise.all(Object.entries(ctx.providers).map(([name, check]) => providerOf(name, check)));
  return [
    dependency('database', OK, null, { answerMs }),
    ...workOf(standing),
    dependency('clock', missed.length > 0 ? DEGRADED : OK, missed.length > 0 ? `missed within a day: ${missed.join(', ')}` : null, { missed: missed.length }),
    ...consumers.map(consumerOf),
    ...providers,
  ];
}

function dependency(name: string, state: DependencyState, detail: string | null, figures: Readonly<Record<string, number>> = {}): Dependency {
  return { name, state, detail, figures: Object.entries(figures).map(([figure, value]) => ({ name: figure, value })) };
}

function workOf({ dead, parked, waitSeconds, orderSeconds }: Standing): Dependency[] {
  const late = dead > 0 || waitSeconds > longWaitSeconds;
  return [
    dependency('events', orderSeconds > longOrderSeconds ? DEGRADED : OK, orderSeconds > longOrderSeconds ? 'Events get no order: nothing that follows from them happens.' : null, { orderSeconds }),
    dependency('jobs', late ? DEGRADED : OK, late ? `${String(dead)} dead, the oldest waits for ${String(waitSeconds)} s` : null, { dead, waitSeconds }),
    dependency('parked events', parked > 0 ? DEGRADED : OK, parked > 0 ? `${String(parked)} wait for a decision` : null, { parked }),
  ];
}

function consumerOf({ name, lag, parked }: Progress): Dependency {
  const behind = lag > longLag;
  return dependency(`consumer ${name}`, behind || parked > 0 ? DEGRADED : OK, behind ? `${String(lag)} events behind` : null, { lag, parked });
}

async function providerOf(provider: string, check: Context['providers'][string]): Promise<Dependency> {
  const { state, ready, detail } = await inTime(check);
  const states = { configured: ready ? OK : DOWN, sandbox: ready ? SANDBOX : DOWN, off: OFF };
  return dependency(`provider ${provider}`, states[state], detail);
}

/** One provider that hangs must not hide how the others are. */
async function inTime(check: Context['providers'][string]): Promise<ProviderStanding> {
  const over = new AbortController();
  const late: ProviderStanding = { state: 'configured', ready: false, detail: `It has not answered within ${String(checkMs / 1000)} s.` };
  try {
    return await Promise.race([check(), sleep(checkMs, late, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}
