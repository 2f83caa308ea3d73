import { createHmac } from 'node:crypto';
import { isUuid, sameSecret, type Context } from '@deskgraph/kit';
import type { InboundMail } from '../inbound-mail/inbound-mail.entity.js';

/** What a link opens: a mail as it came, or the file at one place in it. */
export interface MailLink {
  readonly organizationId: string;
  readonly id: string;
  readonly file: number | null;
}

const linkMs = 5 * 60_000;

/** Where a mail's bytes can be fetched, for five minutes and without signing in. */
export function rawUrl(ctx: Context, mail: Pick<InboundMail, 'organizationId' | 'id'>): string {
  return link(ctx, mail, 'raw');
}

/** Where a file of a mail can be fetched, for five minutes and without signing in. */
export function mailFileUrl(ctx: Context, mail: Pick<InboundMail, 'organizationId' | 'id'>, file: number): string {
  return link(ctx, mail, String(file));
}

/** What a link's token opens; null for a forged or old one. */
export function opened(ctx: Context, token: string): MailLink | null {
  const [organizationId = '', id = '', until = '', part = '', signature = ''] = token.split('.');
  if (!isUuid(organizationId) || !isUuid(id) || !sameSecret(signature, signatureOf(ctx, [organizationId, id, until, part].join('.')))) return null;
  return Number(until) > ctx.now().getTime() ? { organizationId, id, file: part === 'raw' ? null : Number(part) } : null;
}

function link(ctx: Context, { organizationId, id }: Pick<InboundMail, 'organizationId' | 'id'>, part: string): string {
  const token = [organizationId, id, String(ctx.now().getTime() + linkMs), part].join('.');
  return `${ctx.publicUrl}/files/ticketing/${token}.${signatureOf(ctx, token)}`;
}

function signatureOf(ctx: Context, token: string): string {
  return createHmac('sha256', ctx.key('files')).update(`ticketing|mail|${token}`).digest('base64url');
}
