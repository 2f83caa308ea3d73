import type { RequestHandler } from 'express';
import helmet from 'helmet';

const year = 365 * 24 * 60 * 60;

/** The headers of every answer. Pages replace the content policy, which here lets nothing run. */
export function securityHeaders(publicUrl: string): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
      },
      strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: year, includeSubDomains: true } : false,
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' }, // links in mails carry tokens
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.set('permissions-policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()');
      next();
    },
  ];
}

/** The content policy of one page: its scripts and styles carry this nonce, and nothing but the house itself is asked. */
export function pagePolicy(nonce: string, publicUrl: string): string {
  return policy(nonce, publicUrl, [`style-src 'self' 'nonce-${nonce}'`]);
}

/**
 * The playground's: its editor, Monaco, works in workers, and writes style elements and attributes that carry no nonce. A nonce among
 * `style-src` would switch 'unsafe-inline' off.
 */
export function playgroundPolicy(nonce: string, publicUrl: string): string {
  return policy(nonce, publicUrl, ["style-src 'self' 'unsafe-inline'", "worker-src 'self'"]);
}

function policy(nonce: string, publicUrl: string, own: readonly string[]): string {
  const socket = new URL(publicUrl).origin.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    ...own,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
