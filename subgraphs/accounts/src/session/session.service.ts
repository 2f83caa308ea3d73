import { audit, emit, enter, Refused, transactAcross, type Context, type Transaction } from '@deskgraph/kit';
import { authLogin } from '../auth/auth.js';
import { actAs, isActive, membershipsOf, noteActive, resolve, sessionHash, type Membership } from '../credential/credential.service.js';
import { endFamiliesOf } from '../token-family/token-family.service.js';
import { lockAddress, prove, userById } from '../user/user.service.js';
import type { Session } from './session.entity.js';
import { sessions, type Client } from './session.repository.js';

export type { Client };

/** In how many browsers a person is signed in at a time; one more ends the oldest. */
const sessionLimit = 50;

/** Signs a person in by address and password. Answers the token for the cookie. */
export async function signIn(ctx: Context, email: string, password: string, client: Client): Promise<string> {
  const outcome = await transactAcross(ctx, authLogin, async tx => {
    const proven = await prove(tx, email, password);
    return proven instanceof Refused ? proven : start(tx, proven.memberships[0], client);
  });
  if (outcome instanceof Refused) throw outcome;
  return outcome;
}

/** Begins a session of a person who has proven who they are. Answers the token for the cookie; only its hash is stored. */
export async function start(tx: Transaction, member: Membership, client: Client): Promise<string> {
  const token = tx.randomBytes(32).toString('base64url');
  await lockAddress(tx, member.email); // one at a time for each person: two must not both find room
  const id = await sessions(tx).insert(member.userId, sessionHash(token), client);
  const acting = await actAs(tx, member, 'SESSION', id);
  await noteActive(acting);
  await emit(acting, 'session.started', id, { related: [member.memberId] });
  await audit(acting, 'session.start', id);
  await end(acting, await sessions(acting).beyond(member.userId, sessionLimit));
  return token;
}

/** Ends the session behind a cookie's token; nothing when there is none. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  await transactAcross(ctx, authLogin, async tx => {
    const session = await sessions(tx).byToken(sessionHash(token));
    if (!session) return;
    await sessions(tx).delete(session.userId, [session.id]);
    const [home] = await membershipsOf(tx, session.userId);
    if (!home) return;
    const acting = await actAs(tx, home, 'SESSION', session.id);
    await emit(acting, 'session.revoked', session.id, { related: [home.memberId, session.userId] });
    await audit(acting, 'session.end', session.id);
  });
}

/** Who is signed in here, as pages need to know it. */
export interface Current {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  /** The one they used last. */
  readonly organizationId: string;
}

/** Who a cookie's token signs in, and the organizations that let them in; null for nobody. */
export async function current(ctx: Context, token: string | null): Promise<Current | null> {
  const { viewer } = await resolve(ctx, { session: token, authorization: null, organizationId: null });
  if (!viewer) return null;
  return transactAcross(ctx, authLogin, async tx => {
    const { id, name, email } = await userById(tx, viewer.id);
    const memberships = (await membershipsOf(tx, id)).filter(isActive);
    const organizations = memberships.map(({ organizationId, organizationName, key }) => ({
      id: organizationId,
      name: organizationName,
      role: key,
    }));
    return { user: { id, name, email }, organizations, organizationId: viewer.organizationId };
  });
}

/** The person signed in by a cookie's token, or null. */
export async function signedIn(tx: Transaction, token: string): Promise<string | null> {
  const session = await sessions(tx).byToken(sessionHash(token));
  return session?.userId ?? null;
}

/** Ends everything a person is signed in with, in every organization. Answers how many sessions and token families that were. */
export async function endAccess(tx: Transaction, userId: string): Promise<{ sessions: number; tokenFamilies: number }> {
  const ended = { sessions: await sessions(tx).deleteAll(userId), tokenFamilies: 0 };
  for (const member of await membershipsOf(tx, userId)) {
    const acting = await actAs(tx, member);
    ended.tokenFamilies += await endFamiliesOf(acting, member.memberId);
    await emit(acting, 'session.revoked', member.memberId);
  }
  return ended;
}

/** The viewer's own sessions, in every organization: a browser signs a person in, not a member. */
export function list(ctx: Context): Promise<Session[]> {
  requirePerson(ctx);
  return transactAcross(ctx, authLogin, tx => sessions(tx).ofUser(ctx.viewer.id, ctx.viewer.credentialId));
}

/** Ends one of the viewer's own sessions. Answers it as it was. */
export function revoke(ctx: Context, id: string): Promise<Session> {
  requirePerson(ctx);
  return transactOwn(ctx, async tx => {
    const all = await sessions(tx).ofUser(tx.viewer.id, tx.viewer.credentialId);
    const session = all.find(one => one.id === id);
    if (!session) throw new Refused('NOT_FOUND', 'You have no such session.', 'id');
    await end(tx, [id]);
    return session;
  });
}

/** Ends the viewer's sessions except the one that asks. Answers whether there were any. */
export function revokeOthers(ctx: Context): Promise<boolean> {
  requirePerson(ctx);
  return transactOwn(ctx, async tx => {
    const others = (await sessions(tx).ofUser(tx.viewer.id, tx.viewer.credentialId)).filter(({ current }) => !current);
    const ended = await end(
      tx,
      others.map(({ id }) => id),
    );
    if (ended === 0) await audit(tx, 'session.revokeOthers', tx.viewer.id, { after: { ended } });
    return ended > 0;
  });
}

async function end(tx: Transaction, ids: readonly string[]): Promise<number> {
  const ended = await sessions(tx).delete(tx.viewer.id, ids);
  for (const id of ended) {
    await emit(tx, 'session.revoked', id, { related: [tx.viewer.memberId, tx.viewer.id] });
    await audit(tx, 'session.revoke', id);
  }
  return ended.length;
}

/** Sessions are a person's own business, and behind the auth login; what happens to them is told in the organization they act in. */
function transactOwn<T>(ctx: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transactAcross(ctx, authLogin, async tx => work(await enter(tx, ctx.viewer.organizationId)));
}

/** A key or token that leaked must not be able to see or end its maker's browsers. */
function requirePerson({ viewer }: Context): void {
  if (viewer.credential !== 'SESSION') throw new Refused('FORBIDDEN', 'Sign in with a browser to see and end sessions.');
}
