import { audit, emit, Refused, transactAcross, type Context, type Transaction } from '@deskgraph/kit';
import { authLogin } from '../auth/auth.js';
import { hashPassword } from '../auth/auth.password.js';
import { clearFailures, countFailure, mayMail, refusedForNow } from '../attempt/attempt.service.js';
import { actAs, isActive, membershipsOf, type Membership } from '../credential/credential.service.js';
import { endLinks, makeLink, useLink } from '../link/link.service.js';
import { send } from '../mail/mail.service.js';
import { found, own } from '../organization/organization.service.js';
import { refuseBeforeSetup } from '../setup/setup.service.js';
import { users, type User } from './user.repository.js';

export type { User };

/** Who wants to open which organization. */
export interface SignUp {
  readonly organization: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly password: string;
}

/**
 * Opens an organization for a new person, who gets in once they have verified their address by mail. For an address that is known already
 * only a mail goes out: its holder learns of it, the caller does not. Of two sign-ups for an address nobody verified neither password counts:
 * whoever reads its mail chooses one.
 */
export async function signUp(ctx: Context, { organization, name, email, password }: SignUp): Promise<void> {
  const passwordHash = await hashPassword(password); // before the transaction, and for known addresses too: it is most of the time this takes
  await transactAcross(ctx, authLogin, async tx => {
    await refuseBeforeSetup(tx);
    await users(tx).lock(email);
    if (!(await mayMail(tx, email))) return;
    const known = await users(tx).byEmail(email);
    if (known) return writeHome(tx, known, acting => answerAgain(acting, known));

    const user = await users(tx).insert({ name, email, emailVerified: false, passwordHash });
    await found(tx, { name: organization, userId: user.id, userName: name, email });
    await writeHome(tx, user, async acting => {
      await sendVerify(acting, user);
      await emit(acting, 'user.signedUp', user.id, { related: [acting.viewer.memberId] });
      await audit(acting, 'user.signUp', user.id, { after: { emailVerified: false } });
    });
  });
}

/** Shows that the address is the person's, and lets in the password of the one sign-up there was. */
export async function verify(ctx: Context, token: string): Promise<void> {
  await transactAcross(ctx, authLogin, async tx => {
    const userId = await useLink(tx, 'verify', token);
    await changeUser(tx, userId, {});
    await writeHome(tx, { id: userId }, async acting => {
      await emit(acting, 'user.verified', userId, { related: [acting.viewer.memberId] });
      await audit(acting, 'user.verify', userId, { before: { emailVerified: false }, after: { emailVerified: true } });
    });
  });
}

/** Sends the link once more to an address that waits for its proof. */
export async function resendVerify(ctx: Context, email: string): Promise<void> {
  await transactAcross(ctx, authLogin, async tx => {
    await users(tx).lock(email);
    const known = (await mayMail(tx, email)) ? await users(tx).byEmail(email) : null;
    if (!known || known.emailVerified) return;
    await writeHome(tx, known, acting => sendVerify(acting, known));
  });
}

/** A proven person and their memberships that let them in, the last used first. */
export interface Proven {
  readonly user: User;
  readonly memberships: [Membership, ...Membership[]];
}

/**
 * Whether address and password belong together and lead anywhere. A refusal is answered, not thrown, so that what was counted and audited
 * stays. Somebody unknown, a wrong password and a person no organization lets in are refused alike.
 */
export async function prove(tx: Transaction, email: string, password: string): Promise<Proven | Refused> {
  const refused = await refusedForNow(tx, email);
  if (refused) return refused;
  const user = await users(tx).byEmail(email);
  const right = await users(tx).matches(user, password);
  const all = user ? await membershipsOf(tx, user.id) : [];
  const [first, ...rest] = all.filter(isActive);
  if (!right || !user || !first) {
    await countFailure(tx, email);
    const [home] = all;
    if (user && home) await audit(await actAs(tx, home), 'session.refuse', user.id, { after: { reason: 'INVALID_CREDENTIALS' } });
    return new Refused('INVALID_CREDENTIALS', 'This address and password do not belong together.');
  }
  if (!user.emailVerified) return new Refused('EMAIL_NOT_VERIFIED', 'Confirm your address first: the link is in your mail.', 'email');
  await clearFailures(tx, email);
  return { user, memberships: [first, ...rest] };
}

/** The person with this address, verified or not. */
export function userByEmail(tx: Transaction, email: string): Promise<User | null> {
  return users(tx).byEmail(email);
}

/** A person that is known to exist. */
export async function userById(tx: Transaction, id: string): Promise<User> {
  const user = await users(tx).byId(id);
  if (!user) throw new Error('A credential outlived its person.'); // the schema does not let it
  return user;
}

/** Whether this is the person's password. */
export function isPasswordOf(tx: Transaction, user: User, password: string): Promise<boolean> {
  return users(tx).matches(user, password);
}

/** Takes password and links from an account nobody verified: who made it need not be who has the address. */
export async function disown(tx: Transaction, id: string): Promise<void> {
  await endLinks(tx, id); // first: a link that is being used meanwhile verifies, and the password stays
  await users(tx).dropPassword(id);
}

/** Changes a person; a mailed link that was used also shows that the address is theirs. */
export async function changeUser(tx: Transaction, id: string, change: { name?: string; passwordHash?: string }): Promise<void> {
  await users(tx).change(id, { ...change, emailVerified: true });
  await endLinks(tx, id);
}

/** One sign-up or invitation at a time for each address: two must not both find it free. */
export function lockAddress(tx: Transaction, email: string): Promise<void> {
  return users(tx).lock(email);
}

/** Makes a person whose address needs no proof: the first administrator, the demo's people, somebody who came by an invitation's link. */
export async function makeVerified(tx: Transaction, person: { name: string; email: string; passwordHash: string | null }): Promise<User> {
  return users(tx).insert({ ...person, emailVerified: true });
}

/** A sign-up for an address that is known: its holder is told, or, when nobody has verified it yet, is asked to choose the password. */
async function answerAgain(tx: Transaction, known: User): Promise<void> {
  if (known.emailVerified) await send(tx, 'ALREADY_SIGNED_UP', { to: known.email, name: known.name, link: `${tx.publicUrl}/sign-in` });
  else {
    await disown(tx, known.id);
    await sendVerify(tx, known);
  }
  await audit(tx, 'user.signUpAgain', known.id, { after: { emailVerified: known.emailVerified } });
}

/** Mails a link that proves the address. It confirms a password only where one sign-up chose it; else whoever follows it chooses. */
async function sendVerify(tx: Transaction, { id, email, name }: User): Promise<void> {
  const contested = !(await users(tx).hasPassword(id));
  const link = await makeLink(tx, contested ? 'reset' : 'verify', id);
  await send(tx, 'VERIFY', contested ? { to: email, name: '', link, contested } : { to: email, name, link, organization: (await own(tx)).name });
}

/** Does what is said of a person in the organization they used last. Somebody without any leaves no trace and gets no mail. */
export async function writeHome(tx: Transaction, { id }: Pick<User, 'id'>, work: (acting: Transaction) => Promise<void>): Promise<void> {
  const [home] = await membershipsOf(tx, id);
  if (home) await work(await actAs(tx, home));
}
