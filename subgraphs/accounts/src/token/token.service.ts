import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Tools } from '@deskgraph/kit';

/** A refresh token, taken apart: which family of which organization it belongs to, and the secret that makes it this one. */
export interface RefreshToken {
  readonly organizationId: string;
  readonly familyId: string;
  /** 32 bytes. */
  readonly secret: Buffer;
}

const pattern = /^dgr_[\w-]{128}$/;
const idLength = 16;
const secretLength = 32;

/** The first refresh token of a family. */
export function firstToken({ randomBytes }: Tools, organizationId: string, familyId: string): RefreshToken {
  return { organizationId, familyId, secret: randomBytes(secretLength) };
}

/**
 * The one refresh token that follows another. It is computed, not drawn: callers that refresh at the same moment with the same token get the
 * same answer, so a family has one chain only, and nothing but hashes is stored.
 */
export function nextToken({ key }: Tools, token: RefreshToken): RefreshToken {
  return { ...token, secret: createHmac('sha256', key('refresh-next')).update(token.secret).digest() };
}

/** The access token that goes with a refresh token. */
export function accessTokenOf({ key }: Tools, { secret }: RefreshToken): string {
  return `dga_${createHmac('sha256', key('access-token')).update(secret).digest('base64url')}`;
}

/** A refresh token as clients hold it: `dgr_` and the bytes of organization, family, secret and a mark that proves we made it. */
export function refreshText(tools: Tools, token: RefreshToken): string {
  const body = bodyOf(token);
  return `dgr_${Buffer.concat([body, markOf(tools, body)]).toString('base64url')}`;
}

/** Takes a refresh token apart; null when we did not make it. An old one of ours is known by its mark, though its hash is long gone. */
export function readRefresh(tools: Tools, text: string): RefreshToken | null {
  if (!pattern.test(text)) return null;
  const bytes = Buffer.from(text.slice(4), 'base64url');
  const body = bytes.subarray(0, 2 * idLength + secretLength);
  if (!timingSafeEqual(bytes.subarray(body.length), markOf(tools, body))) return null;
  return {
    organizationId: uuidText(body.subarray(0, idLength)),
    familyId: uuidText(body.subarray(idLength, 2 * idLength)),
    secret: body.subarray(2 * idLength),
  };
}

function bodyOf({ organizationId, familyId, secret }: RefreshToken): Buffer {
  return Buffer.concat([uuidBytes(organizationId), uuidBytes(familyId), secret]);
}

function markOf({ key }: Tools, body: Buffer): Buffer {
  return createHmac('sha256', key('refresh-mark')).update(body).digest();
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
