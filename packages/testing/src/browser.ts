import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** The Chromium that `npm test` found; null when there is none, and browser tests are skipped. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? null;

/** How long a page is waited for before a test says what it saw instead. */
const patienceMs = 15_000;

/** Opens a headless Chromium that asks nobody but the house. */
export async function openBrowser(executablePath = chromiumPath ?? ''): Promise<Browser> {
  const { chromium } = await import('playwright-core'); // loaded by browser tests only
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--disable-domain-reliability', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}

/** How somebody looks at the pages. */
export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** The two widths and the two themes every page must bear. */
export const looks: readonly Look[] = [1280, 390].flatMap(width => (['light', 'dark'] as const).map(scheme => ({ width, scheme })));

/** A browser profile of its own, with one page, and all that went wrong in it. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other hosts, breaches of the content policy, and errors nobody caught. */
  readonly wrongs: string[];
  /** Opens a path of the house. */
  open(path: string): Promise<void>;
  /** Looks at the page as it stands in another way. */
  look(look: Look): Promise<void>;
}

/** Who comes, and how they look: as nobody, at 1280 px by day, without motion, unless said otherwise. */
export interface Visit {
  readonly url: string;
  readonly look?: Look;
  /** A session, as `Person` has it. */
  readonly cookie?: string;
}

/** Comes to a house that stands at `url`. */
export async function visit(browser: Browser, { url, look = { width: 1280, scheme: 'light' }, cookie }: Visit): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: sizeOf(look),
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(patienceMs);
  const wrongs: string[] = [];
  context.on('request', request => {
    if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url())) wrongs.push(`asked ${request.url()}`);
  });
  context.on('console', message => {
    if (/content.security.policy/i.test(message.text())) wrongs.push(message.text());
  });
  context.on('weberror', fault => wrongs.push(fault.error().stack ?? fault.error().message));
  if (cookie !== undefined) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url }]);
  }
  const page = await context.newPage();
  return {
    page,
    context,
    wrongs,
    open: async path => { await page.goto(new URL(path, url).href); },
    look: async next => {
      await page.setViewportSize(sizeOf(next));
      await page.emulateMedia({ colorScheme: next.scheme });
      if (page.url().startsWith(url)) await page.locator(`html[data-mantine-color-scheme=${next.scheme}]`).waitFor();
    },
  };
}

function sizeOf({ width }: Look): { width: number; height: number } {
  return { width, height: width < 700 ? 844 : 900 };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(options: { runOnly: string[]; resultTypes: string[] }): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

/** What axe-core finds against WCAG 2.2 AA on the page as it stands, and that it scrolls sideways when it does. */
export async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe); // comes in past the page's policy, which stays on
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    });
    const { scrollWidth } = document.documentElement;
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`).join(' | ')}`),
      ...(scrollWidth > innerWidth ? [`it is ${String(scrollWidth)} px wide in a window of ${String(innerWidth)}`] : []),
    ];
  });
}
