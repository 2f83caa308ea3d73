import { createHmac } from 'node:crypto';
import { validate as isUuid } from 'uuid';
import { sameSecret } from './secret.js';
import type { Context } from './context.js';

/** What a link's token opens. */
export interface Opened {
  readonly organizationId: string;
  readonly id: string;
}

const lifeMs = 5 * 60_000;
const stepMs = 60_000;

/** When a link made now ends: in five minutes at the most. Those of one minute end together, so that the same thing has the same address in it. */
export function linkEnd({ now }: Context): Date {
  return new Date(Math.floor((now().getTime() + lifeMs) / stepMs) * stepMs);
}

/** The address under which whoever has it may do one thing (`purpose`, such as `put`) with one file of a room, until then. */
export function signedLink(ctx: Context, room: string, purpose: string, { organizationId, id }: Opened, until: Date): string {
  const token = [organizationId, id, String(until.getTime())].join('.');
  return `${ctx.publicUrl}/files/${room}/${token}.${signatureOf(ctx, room, purpose, token)}`;
}

/** What a path of `signedLink` opens for this purpose; null for one that is forged, over, or meant for something else. */
export function openLink(ctx: Context, room: string, purpose: string, path: string): Opened | null {
  const prefix = `/files/${room}/`;
  const [organizationId = '', id = '', until = '', signature = '', ...rest] = path.startsWith(prefix) ? path.slice(prefix.length).split('.') : [];
  if (!isUuid(organizationId) || !isUuid(id) || rest.length > 0) return null;
  if (!sameSecret(signature, signatureOf(ctx, room, purpose, [organizationId, id, until].join('.')))) return null;
  return Number(until) > ctx.now().getTime() ? { organizationId, id } : null;
}

function signatureOf(ctx: Context, room: string, purpose: string, token: string): string {
  return createHmac('sha256', ctx.key('files')).update([room, purpose, token].join('|')).digest('base64url');
}
