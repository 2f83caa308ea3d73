import { Refused, type Transaction } from '@deskgraph/kit';
import { members } from './member.repository.js';

/** Notes of a member whether they may be given work. */
export function note(tx: Transaction, id: string, isActive: boolean): Promise<void> {
  return members(tx).put(id, isActive);
}

/** Forgets somebody who is no member any more; they are in no team then. */
export async function forget(tx: Transaction, id: string): Promise<void> {
  await members(tx).delete({ id });
}

/** Holds an active member until the transaction ends. Refuses anybody else by the field's name. */
export async function holdActive(tx: Transaction, id: string, field: string): Promise<void> {
  const member = await members(tx).hold(id);
  if (!member) throw new Refused('NOT_FOUND', 'There is no such member.', field);
  if (!member.isActive) throw new Refused('INVALID', 'This member is deactivated. Choose another.', field);
}
