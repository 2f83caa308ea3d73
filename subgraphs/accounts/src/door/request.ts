import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '@deskgraph/kit';
import { sessionLifeMs } from '../auth/auth.js';
import type { Client } from '../session/session.service.js';

/** One REST endpoint: what a resolver is to GraphQL. */
export type Endpoint = (ctx: Context, request: Request) => Promise<Response>;

/** The browser behind a request, as the gateway saw it. */
export function clientOf({ headers }: Request): Client {
  const ip = headers.get('x-deskgraph-client-ip') ?? '';
  const userAgent = headers.get('user-agent')?.slice(0, 300) ?? '';
  return { ipAddress: isIP(ip) ? ip : null, userAgent: userAgent === '' ? null : userAgent };
}

/** The session token in a Cookie header, or null. */
export function sessionIn({ publicUrl }: Context, cookies: string | null): string | null {
  const prefix = `${cookieName(publicUrl)}=`;
  const pair = cookies?.split(';').map(part => part.trim()).find(part => part.startsWith(prefix));
  return pair === undefined || pair === prefix ? null : pair.slice(prefix.length);
}

/** The header that gives a browser its session. */
export function givingCookie(ctx: Context, token: string): Record<string, string> {
  return cookie(ctx, token, sessionLifeMs / 1000);
}

/** The header that takes the session from a browser. */
export function takingCookie(ctx: Context): Record<string, string> {
  return cookie(ctx, '', 0);
}

function cookie({ publicUrl }: Context, value: string, seconds: number): Record<string, string> {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return { 'set-cookie': `${cookieName(publicUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(seconds)}${secure}` };
}

/** Browsers hold a `__Host-` cookie to https, this very host and no domain. They know no ports, so over http the name does: houses share localhost. */
function cookieName(publicUrl: string): string {
  const { protocol, port } = new URL(publicUrl);
  if (protocol === 'https:') return '__Host-deskgraph_session';
  return port === '' ? 'deskgraph_session' : `deskgraph_session_${port}`;
}

const evenMs = 300;

/** Answers no sooner than after 300 ms, which is more than the work takes: how long it took tells nothing about who is known. */
export async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work(), wait(evenMs)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** As `evenly`, for refusals only: success tells nothing that its answer does not. */
export async function refusedEvenly<T>(work: () => Promise<T>): Promise<T> {
  const floor = wait(evenMs);
  try {
    return await work();
  } catch (error) {
    await floor;
    throw error;
  }
}
