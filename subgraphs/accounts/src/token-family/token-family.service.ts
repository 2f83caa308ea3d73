import { audit, emit, enter, hashToken, Refused, transactAcross, type Context, type Transaction } from '@deskgraph/kit';
import { authLogin } from '../auth/auth.js';
import { actAs, isActive, membershipById, type Membership } from '../credential/credential.service.js';
import { OrganizationState } from '../organization/organization.entity.js';
import { accessTokenOf, firstToken, nextToken, readRefresh, refreshText, type RefreshToken } from '../token/token.service.js';
import { lockAddress, prove } from '../user/user.service.js';
import type { TokenFamily } from './token-family.entity.js';
import { tokenFamilies } from './token-family.repository.js';

/** What an API client holds from one refresh to the next. */
export interface Tokens {
  readonly accessToken: string;
  /** Seconds from now. */
  readonly expiresIn: number;
  readonly refreshToken: string;
}

/** How many families of a member live at a time; one more ends the oldest. */
const livingLimit = 20;
const accessLifeMs = 10 * 60_000;
const familyLifeMs = 30 * 86_400_000;
/** How long a refresh token works on after its use: answers get lost on the way. */
const graceMs = 10_000;

/** Begins a family for a person who shows address and password, in the named organization or the one they used last. */
export async function issue(
  ctx: Context,
  { email, password, organizationId }: { email: string; password: string; organizationId: string | null },
): Promise<Tokens> {
  const outcome = await transactAcross(ctx, authLogin, async tx => {
    const proven = await prove(tx, email, password);
    if (proven instanceof Refused) return proven;
    const member = organizationId === null ? proven.memberships[0] : proven.memberships.find(one => one.organizationId === organizationId);
    if (!member) return new Refused('INVALID', 'You are in no such organization.', 'organizationId');
    if (member.organizationState === OrganizationState.SUSPENDED) return suspended();
    return begin(tx, member);
  });
  if (outcome instanceof Refused) throw outcome;
  return outcome;
}

async function begin(tx: Transaction, member: Membership): Promise<Tokens> {
  const id = tx.newId();
  const acting = await actAs(tx, member, 'ACCESS_TOKEN', id);
  const token = firstToken(tx, member.organizationId, id);
  const at = tx.now();
  await lockAddress(tx, member.email); // one at a time for each person: two must not both find room
  const alive = await tokenFamilies(acting).alive(member.memberId);
  for (const oldest of alive.slice(0, Math.max(0, alive.length + 1 - livingLimit))) await end(acting, oldest, 'tokenFamily.revoke');
  await tokenFamilies(acting).insert({
    organizationId: member.organizationId,
    id,
    memberId: member.memberId,
    previousRefreshHash: null,
    ...stored(tx, token),
    createdAt: at,
    expiresAt: new Date(at.getTime() + familyLifeMs),
    revokedAt: null,
  });
  await emit(acting, 'tokenFamily.issued', id, { related: [member.memberId] });
  await audit(acting, 'tokenFamily.issue', id);
  return tokens(tx, token, new Date(at.getTime() + accessLifeMs));
}

/**
 * Goes on with a family: a new pair of tokens, and the old refresh token works 10 s longer, for the same pair. Any other use of an old one means
 * that it is in two hands: the family ends.
 */
export async function rotate(ctx: Context, text: string): Promise<Tokens> {
  const token = readRefresh(ctx, text);
  if (!token) throw unauthenticated();
  const outcome = await transactAcross(ctx, authLogin, async tx => {
    const entered = await enter(tx, token.organizationId);
    const family = await tokenFamilies(entered).lock(token.familyId);
    if (!family || family.revokedAt !== null || family.expiresAt <= tx.now()) return unauthenticated();
    const member = await memberOf(tx, family);
    if (!member) return unauthenticated();
    if (member.organizationState === OrganizationState.SUSPENDED) return suspended();
    const acting = await actAs(tx, member, 'ACCESS_TOKEN', family.id);

    const hash = hashToken(text);
    if (hash.equals(family.refreshHash)) return goOn(acting, family, token);
    const graced = family.previousRefreshHash?.equals(hash) && tx.now().getTime() - family.rotatedAt.getTime() <= graceMs;
    if (graced) return tokens(tx, nextToken(tx, token), family.accessExpiresAt);
    await end(acting, family, 'tokenFamily.reuse');
    return unauthenticated();
  });
  if (outcome instanceof Refused) throw outcome;
  return outcome;
}

async function goOn(tx: Transaction, family: TokenFamily, token: RefreshToken): Promise<Tokens> {
  const next = nextToken(tx, token);
  await tokenFamilies(tx).change(family.id, { previousRefreshHash: family.refreshHash, ...stored(tx, next) });
  await emit(tx, 'tokenFamily.rotated', family.id);
  await audit(tx, 'tokenFamily.rotate', family.id);
  return tokens(tx, next, new Date(tx.now().getTime() + accessLifeMs));
}

/** Ends every family of a member of the transaction's organization. Answers how many there were. */
export async function endFamiliesOf(tx: Transaction, memberId: string): Promise<number> {
  const alive = await tokenFamilies(tx).alive(memberId);
  for (const family of alive) await end(tx, family, 'tokenFamily.revoke');
  return alive.length;
}

async function end(tx: Transaction, family: TokenFamily, action: 'tokenFamily.reuse' | 'tokenFamily.revoke'): Promise<void> {
  await tokenFamilies(tx).change(family.id, { revokedAt: tx.now() });
  await emit(tx, 'session.revoked', family.id, { related: [family.memberId] });
  await audit(tx, action, family.id, { before: { revokedAt: null }, after: { revokedAt: tx.now() } });
}

/** The family's member, if they may still enter. */
async function memberOf(tx: Transaction, { organizationId, memberId }: TokenFamily): Promise<Membership | null> {
  const member = await membershipById(tx, organizationId, memberId);
  return member && isActive(member) ? member : null;
}

function stored(tx: Transaction, token: RefreshToken): Pick<TokenFamily, 'refreshHash' | 'accessHash' | 'accessExpiresAt' | 'rotatedAt'> {
  const at = tx.now();
  return {
    refreshHash: hashToken(refreshText(tx, token)),
    accessHash: hashToken(accessTokenOf(tx, token)),
    accessExpiresAt: new Date(at.getTime() + accessLifeMs),
    rotatedAt: at,
  };
}

function tokens(tx: Transaction, token: RefreshToken, expiresAt: Date): Tokens {
  const expiresIn = Math.max(0, Math.round((expiresAt.getTime() - tx.now().getTime()) / 1000));
  return { accessToken: accessTokenOf(tx, token), expiresIn, refreshToken: refreshText(tx, token) };
}

function unauthenticated(): Refused {
  return new Refused('UNAUTHENTICATED', 'This refresh token was used, has expired or is not one of ours. Sign in again.', 'refreshToken');
}

function suspended(): Refused {
  return new Refused('ORG_SUSPENDED', 'This organization is suspended; its tokens and keys do not work.');
}
