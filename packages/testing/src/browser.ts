import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Where a Chromium is on this machine; null when there is none, and browser tests are skipped. */
export const chromiumPath = candidates.find(path => existsSync(path)) ?? null;

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
