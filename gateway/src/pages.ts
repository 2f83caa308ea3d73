import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import compression from 'compression';
import { Router, static as files, type RequestHandler } from 'express';
import { notFound } from './http/answers.js';
import { pagePolicy, playgroundPolicy } from './http/headers.js';
import { scopeOf } from './http/scope.js';

const noncePlace = /__CSP_NONCE__/g;
const sandboxPlace = '__SANDBOX_MAILBOX__';
/** The console's own routes; it says itself, with status 404, that there is no page at any other. */
const routes = [
  '/', '/sign-up', '/sign-in', '/verify', '/reset', '/invitation', '/setup', '/inbox', '/inbox/:view', '/inbox/:view/:ticketId', '/tickets/:ticketId',
  '/customers', '/customers/:customerId', '/orders', '/orders/:orderId', '/calls', '/knowledge', '/knowledge/:articleId', '/dashboard', '/settings',
  '/settings/:page',
].map(route => [route, new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)] as const);
/** Where a page is never meant: an unknown path is a JSON 404. */
const notPages = /^\/(auth|files|graphql|health|hooks|internal|metrics|assets)(\/|$)|\/\.|\.(css|env|ico|js|json|map|php|png|svg|txt|xml)$/;

/** A worker's script brings the policy the worker runs under, so files may load their like. */
const filePolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";
const kept = (cacheControl: string) => (response: ServerResponse) => {
  response.setHeader('cache-control', cacheControl);
  response.setHeader('content-security-policy', filePolicy);
};
const forGood = kept('public, max-age=31536000, immutable');
const forAnHour = kept('public, max-age=3600');

/** What the pages are made of. */
export interface PageOptions {
  readonly webRoot: string | null;
  readonly publicUrl: string;
  /** Where holes are reported, as a URI (`mailto:` or `https:`); without it there is no security.txt. */
  readonly securityContact?: string;
  /** Where the sandbox's mailbox is, when mail goes there; answered at `mailboxPath`. */
  readonly sandboxMailbox?: string;
}

/** Where people find the sandbox's mailbox, while there is one. */
export const mailboxPath = '/mailbox';

/**
 * The built console: its pages, with a fresh nonce each time, and its files. Without `webRoot` there are none. Where mail goes to a sandbox
 * every page is told so in its `deskgraph-sandbox`, and labels itself from the first paint, whatever the house answers afterwards.
 */
export function pages({ webRoot, publicUrl, securityContact, sandboxMailbox }: PageOptions): Router {
  const router = Router();
  router.use(wellKnown(publicUrl, securityContact));
  if (webRoot === null || !existsSync(join(webRoot, 'index.html'))) return router;

  const page = (file: string, policy: typeof pagePolicy, routeAt: (path: string) => string | null): RequestHandler => {
    const text = readFileSync(join(webRoot, file), 'utf8').replace(sandboxPlace, sandboxMailbox === undefined ? '' : mailboxPath);
    return (request, response) => {
      const nonce = randomBytes(16).toString('base64');
      const route = routeAt(request.path);
      scopeOf(request).route = route ?? '/*';
      if (route === null) response.status(404);
      response.set('content-security-policy', policy(nonce, publicUrl)).type('html').send(text.replace(noncePlace, nonce));
    };
  };

  const assets: RequestHandler = (request, _response, next) => {
    scopeOf(request).route = '/assets';
    next();
  };
  router.use(compression()); // nothing below repeats what was asked, so that its length tells nothing
  router.use('/assets', assets, files(join(webRoot, 'assets'), { index: false, redirect: false, setHeaders: forGood }));
  if (existsSync(join(webRoot, 'playground.html'))) router.get('/playground', page('playground.html', playgroundPolicy, path => path));
  router.get(/\.html$/, notFound); // a page read as a file has no nonce, and nothing in it would run
  router.use(files(webRoot, { index: false, redirect: false, dotfiles: 'ignore', setHeaders: forAnHour }));
  const home = page('index.html', pagePolicy, routeOf);
  router.get(/.*/, (request, response, next) => {
    const wantsPage = request.accepts(['json', 'html']) === 'html' && !notPages.test(request.path);
    if (wantsPage) void home(request, response, next);
    else next();
  });
  return router;
}

/** The route that the console, which minds neither case nor a last slash, shows at a path; null when it shows none. */
function routeOf(path: string): string | null {
  const asked = path.toLowerCase().replace(/(.)\/$/, '$1');
  return routes.find(([, pattern]) => pattern.test(asked))?.[0] ?? null;
}

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** What robots and finders of holes look for (RFC 9309, RFC 9116). Both speak of the configured address, never of the Host header. */
function wellKnown(publicUrl: string, contact: string | undefined): Router {
  const { origin } = new URL(publicUrl);
  const router = Router();
  const text =
    (route: string, body: () => string): RequestHandler =>
    (request, response) => {
      scopeOf(request).route = route;
      response.type('text/plain').send(body());
    };
  const security = (uri: string) => () => {
    const expires = new Date(Date.now() + yearMs).toISOString();
    return `Contact: ${uri}\nExpires: ${expires}\nCanonical: ${origin}/.well-known/security.txt\n`;
  };
  router.get(
    '/robots.txt',
    text('/robots.txt', () => `User-agent: *\nDisallow: /\n`),
  );
  if (contact !== undefined) router.get(['/.well-known/security.txt', '/security.txt'], text('/security.txt', security(contact)));
  return router;
}
