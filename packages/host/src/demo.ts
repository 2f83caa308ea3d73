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
  readonly organizationId: string;
  /** When it was made: everything in it happened before. */
  readonly madeAt: Date;
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

const scopes = [
  'organization.read', 'member.read', 'role.read', 'graph.introspect', 'customer.read', 'company.read', 'interaction.read', 'product.read', 'stock.read', 'order.read', 'ticket.read', 'team.read', 'call.read', 'article.read',
];

/** Their colleagues, in the roles of which there are more than one. */
const colleagues: readonly NewPerson[] = [
  { role: 'manager', name: 'Dirk Hollander', email: 'dirk.hollander@demo.deskgraph.example' },
  { role: 'agent', name: 'Mirjam Ekholm', email: 'mirjam.ekholm@demo.deskgraph.example' },
  { role: 'agent', name: 'Patrick Onwuachi', email: 'patrick.onwuachi@demo.deskgraph.example' },
  { role: 'agent', name: 'Leonie Strasser', email: 'leonie.strasser@demo.deskgraph.example' },
  { role: 'agent', name: 'Rafael Moreno', email: 'rafael.moreno@demo.deskgraph.example' },
  { role: 'agent', name: 'Greta Nyberg', email: 'greta.nyberg@demo.deskgraph.example' },
  { role: 'agent', name: 'Ahmed Saleh', email: 'ahmed.saleh@demo.deskgraph.example' },
  { role: 'agent', name: 'Katarina Novak', email: 'katarina.novak@demo.deskgraph.example' },
];

/**
 * Makes the demo organization on the first start, when there is no organization yet; null where there are others, and where the demo there is
 * was made with another secret: nobody gets in with what this one gives. `home` is the embedded cluster's folder.
 */
export async function ensureDemo(house: Pick<House, 'rooms'>, config: Config, home: string | null, mailInPort: number | null, progress: Progress): Promise<Demo | null> {
  const password = deriveKey(config.secret, 'demo-password').toString('hex').slice(0, 14);
  const apiKey = demoKey(config.secret);
  const known = await inAccounts(house, organizationsOf);
  if (known.length === 0) {
    const { owner } = await makeOrganization(house, { name: demoOrganization.name, people: [...demoOrganization.people, ...colleagues], password });
    await inAccounts(house, ctx => createApiKey(repeatable({ ...ctx, viewer: owner }, config.secret), { name: 'Demo partner', scopes }));
    progress(`the demo organization ${demoOrganization.name} is made, with members of every role`);
  }
  const found = await findDemo(house, apiKey);
  if (!found?.isOurs) {
    if (found) {
      const anew = home === null ? 'start anew with an empty database' : `delete ${home} to start anew`;
      progress(found.isWhole ? `the demo was made with another secret, so its password is not known here: ${anew}, or set DESKGRAPH_SECRET to that one` : `the demo was cut off while it was made: ${anew}`);
    }
    return null;
  }
  writeFileSync(join(config.dataDir, 'demo.env'), [`DEMO_URL=${config.publicUrl}`, `DEMO_PASSWORD=${password}`, `DEMO_API_KEY=${apiKey}`, ...(mailInPort === null ? [] : [`DEMO_SMTP_PORT=${String(mailInPort)}`]), ''].join('\n'), { mode: 0o600 });
  chmodSync(join(config.dataDir, 'demo.env'), 0o600);
  return { password, people: demoOrganization.people, apiKey, organizationId: found.organizationId, madeAt: found.madeAt };
}

interface Found {
  readonly organizationId: string;
  readonly madeAt: Date;
  readonly isOurs: boolean;
  /** Whether its making came to the end, which is a key. */
  readonly isWhole: boolean;
}

/** The organization of the demo's owner, the one that has this key first; null when there is none. Organizations may be renamed, so their names tell nothing. */
async function findDemo(house: Pick<House, 'rooms'>, apiKey: string): Promise<Found | null> {
  const [owner] = demoOrganization.people;
  const rows = await inAccounts(house, ctx => transactAcross(ctx, 'accounts_auth', tx =>
    tx.db.query<Found[]>(
      `select o.organization_id as "organizationId", o.created_at as "madeAt", exists (select from accounts.api_key k where k.organization_id = o.organization_id and k.secret_hash = $2) as "isOurs",
         exists (select from accounts.api_key k where k.organization_id = o.organization_id) as "isWhole"
       from accounts.member m join accounts.organization o on o.organization_id = m.organization_id where m.email = $1 order by "isOurs" desc, o.organization_id limit 1`,
      [owner?.email, hashToken(apiKey)],
    ),
  ));
  return rows[0] ?? null;
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
