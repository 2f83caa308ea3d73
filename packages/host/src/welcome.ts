import { setupToken } from '@deskgraph/accounts';
import { deriveKey } from '@deskgraph/kit';
import type { Config } from './config.js';
import type { Demo } from './demo.js';
import type { House } from './house.js';
import { inAccounts } from './founding.js';
import { organizationsOf } from '@deskgraph/accounts';

/** What the start prints last: where everything is, and how to get in. */
export async function welcome(house: Pick<House, 'rooms'>, config: Config, demo: Demo | null, mailboxUrl: string | null, mailIn: { readonly host: string; readonly port: number } | null): Promise<string[]> {
  const here = config.publicUrl;
  const isEmpty = (await inAccounts(house, organizationsOf)).length === 0;
  return [
    '',
    `Deskgraph is ready: ${here}`,
    `  playground  ${here}/playground`,
    ...(mailboxUrl === null ? [] : [`  mailbox     ${mailboxUrl}  (sandbox: mail the house sends lands here, and nowhere else)`]),
    ...(mailIn === null ? [] : [`  mail in     smtp://${mailIn.host}:${String(mailIn.port)}  (mail for the mailboxes' addresses @${config.mailDomain})`]),
    ...(isEmpty ? ['', 'Nobody lives here yet. Set it up, once, with this link:', `  ${here}/setup?token=${setupToken(deriveKey(config.secret, 'setup'))}`] : []),
    ...(demo === null ? [] : demoLines(demo, here)),
    '',
    'Ctrl-C stops everything.',
    '',
  ];
}

function demoLines({ password, people, apiKey }: Demo, here: string): string[] {
  const body = '{"query":"{ organization { name } members(first: 3) { totalCount nodes { name } } }"}';
  return [
    '',
    `Sign in as (password ${password}):`,
    ...people.map(({ role, name, email }) => `  ${role.padEnd(8)}  ${email.padEnd(32)}  ${name}`),
    '',
    'A partner asks:',
    `  curl -s ${here}/graphql -H 'authorization: Bearer ${apiKey}' -H 'content-type: application/json' -d '${body}'`,
  ];
}
