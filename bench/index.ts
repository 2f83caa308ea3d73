// Measures, and prints a table: `npm run bench`. With `--save` the table replaces its last one in bench/README.md; a word measures only what begins so;
// `retrieval`, `peers`, `tickets` and `console` take minutes, and are measured only when they are named; `retrieval` takes folders of collections after it, `demo` how
// many times over, `tickets` and `console` how many.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { openHouse, raiseHouse } from '@deskgraph/testing';
import { measureCase } from './case.js';
import { measureConsole } from './console.js';
import { measureDemo } from './demo.js';
import { measureJobs, measureWebhooks } from './events.js';
import { measureGuard } from './guard.js';
import { measureLive } from './live.js';
import { measureHostility } from './hostility.js';
import { measurePeers } from './peers.js';
import { measureRetrieval } from './retrieval.js';
import { measureRooms } from './rooms.js';
import { measureStart } from './start.js';
import { table, type Figure } from './table.js';
import { measureTickets } from './tickets.js';
import { measureTransaction } from './transaction.js';
import { measureViewer } from './viewer.js';

const [only, ...folders] = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
/** What takes minutes, is measured only when it is named, and has a table of its own. */
const minutes = ['peers', 'retrieval', 'tickets', 'console'];
const tell = (text: string): void => { process.stderr.write(`${text}\n`); };

const figures: Figure[] = only === 'peers' ? await measurePeers(tell) : await measureHouse();
if (only === undefined) {
  tell('measuring npm start');
  figures.push(...(await measureStart()));
}

const machine = `${String(cpus().length)} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${platform()} ${release()}, Node ${process.version}, load ${loadavg().map(load => load.toFixed(1)).join(' ')}`;
const result = `Machine: ${machine}.\n\n${table(figures)}`;
process.stdout.write(`${result}\n`);
if (process.argv.includes('--save')) {
  const page = new URL('README.md', import.meta.url);
  const place = only !== undefined && minutes.includes(only) ? only : 'house';
  writeFileSync(page, readFileSync(page, 'utf8').replace(new RegExp(`(<!-- ${place} -->\n)[^]*?(\n<!-- end -->)`), `$1${result}$2`));
}

/** Everything that is measured on one house in this process. */
async function measureHouse(): Promise<Figure[]> {
  tell('raising a house with a durable Postgres');
  const raised = await raiseHouse({ durable: true, settings: { DESKGRAPH_SOCKETS_PER_VIEWER: '10000' } });
  const measured: Figure[] = [];
  try {
    const test = await openHouse(raised.standing);
    const organization = await test.organization('Bench');
    const owner = await organization.as('owner');
    const key = await organization.apiKey();
    const viewer = await raised.house.gateway.viewers.of({ cookie: owner.cookie }, 'bench-request');
    if (!viewer) throw new Error('The owner is not signed in.');

    for (const [name, measure] of Object.entries({
      'guard and limits': () => measureGuard(raised.house, viewer),
      'hostile documents': () => measureHostility(raised.house),
      'tenant transaction': () => measureTransaction(raised.house, organization.id),
      viewers: () => measureViewer(raised.house, { session: { cookie: owner.cookie }, 'API key': { authorization: `Bearer ${key}` } }),
      case: async () => measureCase(test, await test.organization('Case')),
      webhooks: () => measureWebhooks(test, organization),
      jobs: () => measureJobs(test, organization),
      'rooms under a rush': async () => measureRooms(raised, test, await test.organization('Rush')),
      retrieval: () => measureRetrieval(raised.house, test, folders),
      'demo data': async () => measureDemo(raised.house, test, await test.organization('Demo'), tell, Number(folders[0] ?? 1)),
      tickets: () => measureTickets(raised.house, test, tell, Number(folders[0] ?? 50_000)),
      console: async () => measureConsole(raised.house, test, await test.organization('Console'), tell, Number(folders[0] ?? 50_000)),
      'live updates': () => measureLive(raised.house, test, organization),
    }).filter(([name]) => (only === undefined ? !minutes.includes(name) : name.startsWith(only)))) {
      tell(`measuring ${name}`);
      measured.push(...(await measure()));
    }
  } finally {
    await raised.close();
  }
  return measured;
}
