import { enter, Refused, transactAcross, type Context, type Transaction } from '@deskgraph/kit';
import { authLogin } from '../auth/auth.js';
import { hashPassword, passwordLength } from '../auth/auth.password.js';
import { clearFailures, countFailure, refusedForNow } from '../attempt/attempt.service.js';
import { membershipById, isActive } from '../credential/credential.service.js';
import { join } from '../invitation/invitation.service.js';
import { tokenInvalid } from '../link/link.service.js';
import { signedIn, start, type Client } from '../session/session.service.js';
import { changeUser, isPasswordOf, lockAddress, makeVerified, userByEmail, type User } from '../user/user.service.js';
import { openInvitations, type OpenInvitation } from './acceptance.repository.js';

/** An invitation as its page shows it. */
export interface Shown extends Pick<OpenInvitation, 'organization' | 'email' | 'role' | 'inviter'> {
  /** Whether the address has an account: then that one's password is asked, else a name and a new password. */
  readonly hasAccount: boolean;
}

/** What the invited person gives. */
export interface Acceptance {
  readonly token: string;
  readonly name: string | null;
  readonly password: string | null;
  /** The session cookie's value, for who is signed in already. */
  readonly session: string | null;
}

/** What an invitation says to whoever holds its token. */
export function show(ctx: Context, token: string): Promise<Shown> {
  return transactAcross(ctx, authLogin, async tx => {
    const { organization, email, role, inviter } = await opened(tx, token);
    const user = await userByEmail(tx, email);
    return { organization, email, role, inviter, hasAccount: user?.emailVerified ?? false };
  });
}

/**
 * Uses an invitation up: the person behind the invited address becomes a member. The token came by mail, so it proves the address; an account
 * that is there already also wants its password, or its own session. Answers the token of a new session, or null for who has one.
 */
export async function accept(ctx: Context, { token, name, password, session }: Acceptance, client: Client): Promise<string | null> {
  const outcome = await transactAcross(ctx, authLogin, async tx => {
    const invitation = await opened(tx, token);
    const { email } = invitation;
    await lockAddress(tx, email);
    const known = await userByEmail(tx, email);
    const here = session === null ? null : await signedIn(tx, session);
    const isHere = known !== null && here === known.id;
    if (known?.emailVerified && !isHere) {
      const refused = await refuseStranger(tx, known, password);
      if (refused) return refused;
    }
    const user = known?.emailVerified ? known : await newcomer(tx, known, email, name, password);

    const entered = await enter(tx, invitation.organizationId);
    const { id } = await join(entered, await openInvitations(tx).row(invitation.id), { userId: user.id, name: user.name, email });
    const member = await membershipById(tx, invitation.organizationId, id);
    if (!member || !isActive(member)) throw new Error('Whoever joined is no member.');
    return isHere ? null : start(tx, member, client);
  });
  if (outcome instanceof Refused) throw outcome;
  return outcome;
}

async function opened(tx: Transaction, token: string): Promise<OpenInvitation> {
  const invitation = await openInvitations(tx).byToken(token);
  if (!invitation) throw tokenInvalid();
  return invitation;
}

/** Refuses who does not know the account's password; answered, so that the count of failures stays. */
async function refuseStranger(tx: Transaction, known: User, password: string | null): Promise<Refused | null> {
  if (password === null) return new Refused('INVALID', 'This address has an account. Give its password, or sign in first.', 'password');
  const tooMany = await refusedForNow(tx, known.email);
  if (tooMany) return tooMany;
  if (await isPasswordOf(tx, known, password)) {
    await clearFailures(tx, known.email);
    return null;
  }
  await countFailure(tx, known.email);
  return new Refused('INVALID_CREDENTIALS', 'This is not the password of the account with this address.', 'password');
}

/** Makes the account; one that nobody ever verified is taken over by whoever holds the mail. */
async function newcomer(tx: Transaction, known: User | null, email: string, name: string | null, password: string | null): Promise<User> {
  if (name === null) throw new Refused('INVALID', 'Say what you are called.', 'name');
  if (password === null || password.length < passwordLength.least)
    throw new Refused('INVALID', 'Choose a password of 12 to 128 characters.', 'password');
  const passwordHash = await hashPassword(password);
  if (!known) return makeVerified(tx, { name, email, passwordHash });
  await changeUser(tx, known.id, { name, passwordHash });
  return { ...known, name, emailVerified: true };
}
