import type { House } from '@deskgraph/host';
import { chromiumPath, openBrowser, visit, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import type { CDPSession, Page } from 'playwright-core';
import { loadManyTickets } from './many-tickets.js';
import { quantile, type Figure } from './table.js';

/** How many tickets are opened, and after how many of them it is warm; as long after what was opened before is forgotten, both. */
const opened = 510;
const warm = 90;
const loads = 3;
/** A telephone's network: 9 Mbit/s down, 1.5 up, 85 ms there and back. */
const fourG = { offline: false, latency: 85, downloadThroughput: 9e6 / 8, uploadThroughput: 1.5e6 / 8 };

/** What an agent feels: the first load, opening tickets, scrolling a long inbox, and the memory of a long day; in real Chromium. */
export async function measureConsole(house: House, test: TestHouse, organization: Organization, tell: (text: string) => void, rows: number): Promise<Figure[]> {
  if (chromiumPath === null) throw new Error('The console is measured in Chromium or Chrome: install one, or name it in CHROMIUM_PATH.');
  await loadManyTickets(house, test, organization.id, rows, tell);
  const agent = await organization.as('agent');
  const browser = await openBrowser();
  try {
    return [...(await firstLoad(agent)), ...(await aDay(agent))];
  } finally {
    await browser.close();
  }

  async function come(person: Person): Promise<{ page: Page; cdp: CDPSession; close(): Promise<void> }> {
    const { page, context } = await visit(browser, { url: test.url, cookie: person.cookie });
    context.setDefaultTimeout(30_000);
    const cdp = await context.newCDPSession(page);
    return { page, cdp, close: () => context.close() };
  }

  async function firstLoad(person: Person): Promise<Figure[]> {
    const sizes: number[] = [];
    const paints: number[] = [];
    for (let load = 0; load < loads; load++) {
      const { page, cdp, close } = await come(person);
      let bytes = 0;
      await cdp.send('Network.enable');
      await cdp.send('Network.emulateNetworkConditions', fourG);
      cdp.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
      await page.goto(new URL('/inbox/open', test.url).href);
      await page.getByRole('row').nth(3).waitFor();
      paints.push(
        await page.evaluate(
          () => new Promise<number>(resolve => {
            new PerformanceObserver(list => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({ type: 'largest-contentful-paint', buffered: true });
          }),
        ),
      );
      sizes.push(bytes);
      await close();
    }
    return [
      { what: 'console, first load of the inbox, nothing cached', value: `${(quantile(sizes, 0.5) / 1024).toFixed(0)} KiB`, peer: '', ratio: '', goal: '' },
      { what: 'console, largest contentful paint of it on 4G (9 Mbit/s, 85 ms)', value: `${(quantile(paints, 0.5) / 1000).toFixed(2)} s`, peer: `median of ${String(loads)}`, ratio: '', goal: '< 2 s' },
    ];
  }

  async function aDay(person: Person): Promise<Figure[]> {
    const { page, cdp, close } = await come(person);
    await page.goto(new URL('/inbox/all', test.url).href);
    await page.getByRole('row').nth(3).waitFor();
    const scrolled = await scroll(page, rows);
    await readOn(page); // a longer list takes more memory, whatever is opened
    const times: number[] = [];
    const heap: number[] = [];
    for (let ticket = 0; ticket < opened; ticket++) {
      times.push(await next(page));
      if (ticket === warm - 1 || ticket === opened - 1) heap.push(await heapOf(cdp));
    }
    await close();
    const [early = Number.NaN, late = Number.NaN] = heap.map(size => size / 2 ** 20);
    const p95 = quantile(times.slice(warm), 0.95);
    return [
      { what: `console, scrolling an inbox of ${String(rows)} tickets`, value: `${scrolled.inbox.toFixed(0)} frames a second`, peer: `an empty list as high: ${scrolled.empty.toFixed(0)}`, ratio: `${(scrolled.inbox / scrolled.empty).toFixed(2)}x`, goal: '>= 0.9x' },
      { what: 'console, key pressed -> the next ticket whole on screen (p50 / p95)', value: `${quantile(times.slice(warm), 0.5).toFixed(0)} / ${p95.toFixed(0)} ms`, peer: `${String(opened - warm)} tickets`, ratio: '', goal: 'p95 <= 300 ms' },
      { what: `console, memory after ${String(opened)} opened tickets`, value: `${late.toFixed(1)} MiB`, peer: `after ${String(warm)}: ${early.toFixed(1)} MiB`, ratio: `${(late / early).toFixed(2)}x`, goal: '<= 1.2x' },
    ];
  }
}

/** Opens the ticket below, and answers how long it took until its conversation was there, in milliseconds. */
async function next(page: Page): Promise<number> {
  return page.evaluate(
    () => new Promise<number>((resolve, reject) => {
      const shown = (): string | null | undefined => document.querySelector('article[aria-label^="Ticket "]')?.getAttribute('aria-label');
      const before = shown();
      const began = performance.now();
      const watch = (): void => {
        if (shown() !== before && document.querySelector('[role="log"] [role="article"]') !== null) requestAnimationFrame(() => resolve(performance.now() - began));
        else if (performance.now() - began > 20_000) reject(new Error(`The next ticket did not open after ${before ?? 'none'}.`));
        else requestAnimationFrame(watch);
      };
      const press = (key: string): boolean => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      press('j'); // beside an open ticket it opens the one below
      if (before) return watch();
      requestAnimationFrame(() => requestAnimationFrame(() => { // the row below has the focus by then
        press('Enter');
        watch();
      }));
    }),
  );
}

/** Scrolls until the list holds all tickets that will be opened, and back. */
async function readOn(page: Page): Promise<void> {
  await page.evaluate(async height => {
    const list = document.querySelector('[role="grid"]')?.parentElement;
    while (list && list.scrollHeight < height) {
      list.scrollTop = list.scrollHeight;
      await new Promise(requestAnimationFrame);
    }
    if (list) list.scrollTop = 0;
  }, (opened + 50) * 64);
}

/** Frames a second while the inbox is scrolled, and while a list of its height that draws nothing is. */
async function scroll(page: Page, rows: number): Promise<{ inbox: number; empty: number }> {
  return page.evaluate(async rows => {
    const list = document.querySelector('[role="grid"]')?.parentElement;
    if (!list) throw new Error('There is no long list.');
    const empty = document.createElement('div');
    empty.style.cssText = 'position:fixed;inset:0 auto 0 0;width:360px;overflow-y:auto;z-index:999;background:Canvas';
    const inside = document.createElement('div');
    inside.style.height = `${String(rows * 64)}px`;
    empty.append(inside);
    const frames = async (place: HTMLElement): Promise<number> => {
      place.scrollTop = 0;
      const began = performance.now();
      let count = 0;
      while (performance.now() - began < 3000) {
        place.scrollTop += 120;
        await new Promise(requestAnimationFrame);
        count += 1;
      }
      return count / ((performance.now() - began) / 1000);
    };
    const rounds = { inbox: [] as number[], empty: [] as number[] };
    for (let round = 0; round < 4; round++) {
      rounds.inbox.push(await frames(list));
      document.body.append(empty);
      rounds.empty.push(await frames(empty));
      empty.remove();
    }
    list.scrollTop = 0;
    const median = (samples: number[]): number => samples.slice(1).sort((a, b) => a - b)[1] ?? Number.NaN;
    return { inbox: median(rounds.inbox), empty: median(rounds.empty) };
  }, rows);
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  for (let turn = 0; turn < 3; turn++) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}
