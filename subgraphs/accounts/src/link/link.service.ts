import { Refused, type Transaction } from '@deskgraph/kit';
import { linkLifeMs } from '../auth/auth.js';
import { links, type LinkContent, type LinkPurpose } from './link.repository.js';

export type { LinkContent };

/** Makes a link to a page of this house that works once. Its address comes from the configuration, never from a request. */
export async function makeLink(tx: Transaction, purpose: LinkPurpose, userId: string, content: LinkContent = {}): Promise<string> {
  const token = tx.randomBytes(32).toString('base64url');
  await links(tx).insert(purpose, token, userId, content, new Date(tx.now().getTime() + linkLifeMs[purpose]));
  return `${tx.publicUrl}/${purpose}?token=${token}`;
}

/** Uses a link up and says whose it is. TOKEN_INVALID when it was used, has expired or is not one of ours. */
export async function useLink(tx: Transaction, purpose: LinkPurpose, token: string): Promise<{ userId: string; content: LinkContent }> {
  const used = await links(tx).consume(purpose, token);
  if (!used) throw tokenInvalid();
  return used;
}

/** The one answer for every link that does not work. */
export function tokenInvalid(): Refused {
  return new Refused('TOKEN_INVALID', 'This link was used, has expired or is not one of ours. Ask for a new one.', 'token');
}

/** Ends every link of a person: the one that was used proved what they were for. */
export async function endLinks(tx: Transaction, userId: string): Promise<void> {
  await links(tx).deleteAll(userId);
}

/** What the person's newest sign-up that waits for its proof would set. */
export function openSignUp(tx: Transaction, userId: string): Promise<LinkContent> {
  return links(tx).newest('verify', userId);
}
