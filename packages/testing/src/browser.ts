import type { Browser } from 'playwright-core';

/** The Chromium that `npm test` found; null when there is none, and browser tests are skipped. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? null;

/** Opens a headless Chromium that asks nobody but the house. */
export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core'); // loaded by browser tests only
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--disable-domain-reliability', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}
