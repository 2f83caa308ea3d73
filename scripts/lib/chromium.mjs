import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly } from './children.mjs';
import { note, step } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A browser for the tests that need one: this machine's, else, for root on Debian, Debian's. Null, said aloud, when there is none. */
export async function findChromium() {
  let found = look();
  if (!found && isDebianRoot()) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await step("installing Debian's chromium for the browser tests", async () => {
        await runQuietly('apt-get', ['update'], { env });
        await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
      });
    } catch (error) {
      note(error.message.split('\n').slice(-3).join('\n'));
    }
    found = look();
  }
  if (!found) note('no Chromium or Chrome on this machine: browser tests are SKIPPED');
  return found;
}

function look() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = folders.flatMap(folder => NAMES.flatMap(name => [join(folder, name), join(folder, `${name}.exe`)]));
  return [process.env.CHROMIUM_PATH, ...inPath, ...ELSEWHERE].find(path => path && isProgram(path)) ?? null;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}
