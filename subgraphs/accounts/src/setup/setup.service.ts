import { createHmac } from 'node:crypto';
import { Refused, sameSecret, transactAcross, type Context, type Transaction } from '@deskgraph/kit';
import { establish } from '../administration/administration.service.js';
import { authLogin } from '../auth/auth.js';
import { hashPassword } from '../auth/auth.password.js';
import { tokenInvalid } from '../link/link.service.js';
import { start, type Client } from '../session/session.service.js';
import { setups } from './setup.repository.js';

/** The token that lets its holder set up an empty house; `key` is the key for `setup`. It opens nothing once an organization exists. */
export function setupToken(key: Buffer): string {
  return createHmac('sha256', key).update('first-run set-up').digest('base64url');
}

/** Whether the house is empty and waits for its first administrator. */
export function needed(ctx: Context): Promise<boolean> {
  return transactAcross(ctx, authLogin, tx => setups(tx).needed());
}

/** Keeps everybody out of an empty house who does not hold its set-up token. */
export async function refuseBeforeSetup(tx: Transaction): Promise<void> {
  if (await setups(tx).needed()) throw new Refused('SETUP_NEEDED', 'This Deskgraph is not set up yet. Open the set-up link from its log.');
}

/** Founds the first organization and signs its owner in. Of several at once one wins; the others get TOKEN_INVALID like anybody later. */
export async function setUp(
  ctx: Context,
  { token, organization, name, email, password }: Record<'token' | 'organization' | 'name' | 'email' | 'password', string>,
  client: Client,
): Promise<string> {
  if (!sameSecret(token, setupToken(ctx.key('setup')))) throw tokenInvalid();
  const passwordHash = await hashPassword(password);
  return transactAcross(ctx, authLogin, async tx => {
    await setups(tx).lock();
    if (!(await setups(tx).needed())) throw tokenInvalid();
    const { member } = await establish(tx, { organization, name, email, passwordHash });
    return start(tx, member, client);
  });
}
