import { createHash } from 'node:crypto';
import { Refused } from './refusal.js';
import type { Transaction } from './context.js';

interface Keyed {
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Does a mutation's work once for each key. The same key with the same input answers `again` (the thing as it is now) without a second effect;
 * with another input it is CONFLICT, while the first is still running UNAVAILABLE. Keys belong to (organization, actor, mutation) and are kept 7 days.
 */
export async function once<Noun extends { id: string }>(
  tx: Transaction,
  input: Keyed & object,
  again: (id: string) => Promise<Noun | null>,
  work: () => Promise<Noun>,
): Promise<Noun> {
  const { idempotencyKey: key, ...rest } = input;
  if (key === null || key === undefined) return work();
  const mutation = tx.work.mutation ?? 'none';
  const owner = [tx.viewer.organizationId, tx.viewer.id, mutation, key];
  const hash = createHash('sha256').update(JSON.stringify(rest)).digest();

  const [lock] = await tx.db.query<{ mine: boolean }[]>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine', [owner.join('|')]);
  if (!lock?.mine) throw new Refused('UNAVAILABLE', 'The first call with this key is still running. Try again in a moment.', 'idempotencyKey');

  const [earlier] = await tx.db.query<{ input_hash: Buffer; subject_id: string }[]>(
    'select input_hash, subject_id from platform.idempotency where organization_id = $1 and actor_id = $2 and mutation = $3 and key = $4',
    owner,
  );
  if (!earlier) {
    const noun = await work();
    await tx.db.query(
      'insert into platform.idempotency (organization_id, actor_id, mutation, key, input_hash, subject_id, at) values ($1, $2, $3, $4, $5, $6, $7)',
      [...owner, hash, noun.id, tx.now()],
    );
    return noun;
  }
  if (!earlier.input_hash.equals(hash)) throw new Refused('CONFLICT', 'This key was used with other input. Use a new one.', 'idempotencyKey');
  const noun = await again(earlier.subject_id);
  if (!noun) throw new Refused('NOT_FOUND', 'What this key made is gone.', 'idempotencyKey');
  tx.audited.count++; // a repeat changes nothing, so there is nothing to audit
  return noun;
}
