import { hkdfSync } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiKey, organizationsOf } from '@deskgraph/accounts';
import { deriveKey, hashToken, transactAcross, type Context } from '@deskgraph/kit';
import type { Config } from './config.js';
import { inAccounts, makeOrganization, type NewPerson } from './founding.js';
import type { House } from './house.js';
import type { Progress } from './schemas.js';

/** How to get into the demo. The password and the key follow the house's secret, so each checkout has its own, the same at every start. */
export interface Demo {
  readonly password: string;
  readonly people: readonly NewPerson[];
  readonly apiKey: string;
}

/** The organization of the demo, with somebody in every role. */
export const demoOrganization: { readonly name: string; readonly people: readonly NewPerson[] } = {
  name: 'Brandt Chemical Supply',
  people: [
    { role: 'owner', name: 'Helene Brandt', email: 'owner@demo.deskgraph.example' },
    { role: 'admin', name: 'Tomasz Zielinski', email: 'admin@demo.deskgraph.example' },
    { role: 'manager', name: 'Ines Carvalho', email: 'manager@demo.deskgraph.example' },
    { role: 'agent', name: 'Jonas Lindqvist', email: 'agent@demo.deskgraph.example' },
    { role: 'analyst', name: 'Aiko Tanaka', email: 'analyst@demo.deskgraph.example' },
    { role: 'viewer', name: 'Samuel Okafor', email: 'viewer@demo.deskgraph.example' },
  ],
};

const scopes = ['organization.read', 'member.read', 'role.read', 'graph.introspect'];

/**
 * Makes the demo organization on the first start, when there is no organization yet; null where there are others, and where the demo there is
 * was made with another secret: nobody gets in with what this one gives. `home` is the embedded cluster's folder.
 */
export async function ensureDemo(house: Pick<House, 'rooms'>, config: Config, home: string | null, mailInPort: number | null, progress: Progress): Promise<Demo | null> {
  const password = deriveKey(config.secret, 'demo-password').toString('hex').slice(0, 14);
  const apiKey = demoKey(config.secret);
  const known = await inAccounts(house, organizationsOf);
  if (known.length === 0) {
    const { owner } = await makeOrganization(house, { ...demoOrganization, password });
    await inAccounts(house, ctx => createApiKey(repeatable({ ...ctx, viewer: owner }, config.secret), { name: 'Demo partner', scopes }));
    progress(`the demo organization ${demoOrganization.name} is made, with a member of every role`);
  } else {
    const isOurs = await findDemo(house, apiKey);
    if (isOurs === false) {
      const advice = home === null ? 'set DESKGRAPH_SECRET to that one' : `delete ${home} to start anew, or set DESKGRAPH_SECRET to that one`;
      progress(`the demo was made with another secret, so its password is not known here: ${advice}`);
    }
    if (!isOurs) return null;
  }
  writeFileSync(join(config.dataDir, 'demo.env'), [`DEMO_URL=${config.publicUrl}`, `DEMO_PASSWORD=${password}`, `DEMO_API_KEY=${apiKey}`, ...(mailInPort === null ? [] : [`DEMO_SMTP_PORT=${String(mailInPort)}`]), ''].join('\n'), { mode: 0o600 });
  chmodSync(join(config.dataDir, 'demo.env'), 0o600);
  return { password, people: demoOrganization.people, apiKey };
}

/** Whether the organization of the demo's owner has this key; null when there is none. Organizations may be renamed, so their names tell nothing. */
async function findDemo(house: Pick<House, 'rooms'>, apiKey: string): Promise<boolean | null> {
  const [owner] = demoOrganization.people;
  const rows = await inAccounts(house, ctx => transactAcross(ctx, 'accounts_auth', tx =>
    tx.db.query<{ isOurs: boolean }[]>(
      `select exists (select from accounts.api_key k where k.organization_id = m.organization_id and k.secret_hash = $2) as "isOurs"
       from accounts.member m where m.email = $1`,
      [owner?.email, hashToken(apiKey)],
    ),
  ));
  return rows.length === 0 ? null : rows.some(({ isOurs }) => isOurs);
}

/** The secret that `createApiKey` makes of `repeatable` randomness. */
function demoKey(secret: string): string {
  return `dgk_${randomness(secret, 4).toString('hex')}_${randomness(secret, 32).toString('base64url')}`;
}

/** A context whose randomness follows the house's secret: the demo's key can be printed again though only its hash is stored. */
function repeatable(ctx: Context, secret: string): Context {
  return { ...ctx, randomBytes: length => randomness(secret, length) };
}

function randomness(secret: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'deskgraph', `demo-api-key:${String(length)}`, length));
}
