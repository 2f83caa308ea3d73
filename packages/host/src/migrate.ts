// Brings the database up to date without starting the house: `npm run migrate`.
import { openLog } from '@deskgraph/kit';
import { readConfig } from './config.js';
import { ownerOf } from './owner.js';
import { openPostgres } from './postgres.js';
import { openTeller } from './progress.js';
import { subgraphs } from './rooms.js';
import { migrate } from './schemas.js';

const config = readConfig();
const log = openLog(config.logLevel);
const teller = openTeller();
const postgres = config.databaseUrl === null ? await openPostgres({ dataDir: config.dataDir, log: line => { log.debug({ postgres: line }, 'postgres'); } }) : null;
try {
  const ownerUrl = postgres ? await ownerOf(postgres.url, config.secret) : config.databaseUrl;
  await migrate(ownerUrl ?? '', config.secret, subgraphs, step => { teller.step(step); });
  teller.step('the database is up to date');
} finally {
  await postgres?.close();
}
