import { Refused, type Transaction } from '@deskgraph/kit';
import { linkLifeMs } from '../auth/auth.js';
import { links, type LinkPurpose } from './link.repository.js';

/** Makes a link to a page of this house that works once. Its address comes from the configuration, never from a request. */
export async function makeLink(tx: Transaction, purpose: LinkPurpose, userId: string): Promise<string> {
  const token = tx.randomBytes(32).toString('base64url');
  await links(tx).insert(purpose, token, userId, new Date(tx.now().getTime() + linkLifeMs[purpose]));
  return `${tx.publicUrl}/${purpose}?token=${token}`;
}

/** Uses a link up and says whose it is. TOKEN_INVALID when it was used, has expired or is not one of ours. */
export async function useLink(tx: Transaction, purpose: LinkPurpose, token: string): Promise<string> {
  const userId = await links(tx).consume(purpose, token);
  if (userId === null) throw tokenInvalid();
  return userId;
}

/** The one answer for every link that does not work. */
export function tokenInvalid(): Refused {
  return new Refused('TOKEN_INVALID', 'This link was used, has expired or is not one of ours. Ask for a new one.', 'token');
}

/** Ends every link of a person: the one that was used proved what they were for. */
export async function endLinks(tx: Transaction, userId: string): Promise<void> {
  await links(tx).deleteAll(userId);
}
