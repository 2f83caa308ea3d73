// The operator's tool: `npm run admin -- <command>`. Works on the database; the house may be running or not.
import { parseArgs } from 'node:util';
import { foundOrganization, organizationsOf, resume, suspend } from '@deskgraph/accounts';
import { openLog } from '@deskgraph/kit';
import { readConfig } from './config.js';
import { inAccounts } from './founding.js';
import { openRooms } from './open.js';
import { subgraphs } from './rooms.js';
import { migrate } from './schemas.js';
import { ownerOf } from './owner.js';
import { openPostgres } from './postgres.js';
import { openTeller } from './progress.js';

const usage = `npm run admin -- <command>
  organizations                                                  lists them
  found --organization NAME --name PERSON --email ADDRESS        makes one with its first administrator; answers a link to choose a password
  suspend ID                                                     lets its people read, and nothing else
  resume ID                                                      lets it work again`;

const teller = openTeller();
const { positionals: [command = '', id = ''], values } = readArguments();

const commands: Record<string, (house: Awaited<ReturnType<typeof openRooms>>) => Promise<string[]>> = {
  organizations: async house => (await inAccounts(house, organizationsOf)).map(({ id: of, state, name }) => `${of}  ${state.padEnd(9)}  ${name}`),
  found: async house => {
    const { organization, name, email } = values;
    if (!organization || !name || !email) throw new Error('found needs --organization, --name and --email.');
    const { organizationId, link } = await inAccounts(house, ctx => foundOrganization(ctx, { organization, name, email, password: null }));
    return [`${organizationId} is founded.`, link ? `${name} chooses a password here, once, within 30 minutes:\n  ${link}` : `${name} has an account already and signs in with it.`];
  },
  suspend: async house => [await inAccounts(house, ctx => suspend(ctx, id)).then(() => `${id} is suspended.`)],
  resume: async house => [await inAccounts(house, ctx => resume(ctx, id)).then(() => `${id} works again.`)],
};

const run = commands[command];
if (!run) {
  teller.say(usage);
  process.exit(command === '' ? 0 : 1);
}

const config = readConfig();
const log = openLog('warn');
const postgres = config.databaseUrl === null ? await openPostgres({ dataDir: config.dataDir }) : null;
try {
  const ownerUrl = postgres ? await ownerOf(postgres.url, config.secret) : (config.databaseUrl ?? '');
  await migrate(ownerUrl, config.secret, subgraphs);
  const house = await openRooms(config, { ownerUrl, secret: config.secret, log, sandbox: null });
  try {
    teller.say(...(await run(house)));
  } finally {
    await house.close();
  }
} catch (error) {
  teller.say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await postgres?.close();
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { organization: { type: 'string' }, name: { type: 'string' }, email: { type: 'string' } } });
  } catch (error) {
    teller.say(error instanceof Error ? error.message : String(error), usage);
    process.exit(1);
  }
}
