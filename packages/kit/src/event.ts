import { createHash } from 'node:crypto';
import type { Transaction } from './context.js';

/** What an event says beside its topic and subject: ids only, never data. */
export interface EventOptions {
  /** Up to 8 ids of other things it concerns, e.g. a ticket's customer. */
  readonly related?: readonly string[];
}

/** Says that something happened, in the same commit as the change or not at all. `topic` is `noun.participle`; `subjectId` the changed thing. */
export async function emit(tx: Transaction, topic: string, subjectId: string, { related = [] }: EventOptions = {}): Promise<void> {
  if (related.length > 8) throw new Error(`${topic} relates to ${String(related.length)} subjects; 8 is the most.`);
  await tx.db.query(
    `with stored as (
       insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, cause, request_id, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning 1)
     select pg_notify('fresh', $2) from stored`,
    [tx.viewer.organizationId, topic, subjectId, related, tx.viewer.id, tx.work.cause, tx.requestId, tx.now()],
  );
}

/** One of many events told at once: of what happened at a time before. */
export interface PastEvent extends EventOptions {
  readonly topic: string;
  readonly subjectId: string;
  readonly at: Date;
}

/** Says that many things happened, in their order and with one statement: as `emit`, for bulk verbs. */
export async function emitAll(tx: Transaction, events: readonly PastEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ topic, subjectId, related = [], at }) => {
    if (related.length > 8) throw new Error(`${topic} relates to ${String(related.length)} subjects; 8 is the most.`);
    return { topic, subject_id: subjectId, related_ids: related, at };
  });
  await tx.db.query(
    `with told as (
       select * from json_to_recordset($5::json) as e (topic text, subject_id uuid, related_ids uuid[], at timestamptz)),
     stored as (
       insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, cause, request_id, at)
       select $1, topic, subject_id, related_ids, $2, $3, $4, at from told)
     select pg_notify('fresh', topic) from (select distinct topic from told) as topics`,
    [tx.viewer.organizationId, tx.viewer.id, tx.work.cause, tx.requestId, JSON.stringify(rows)],
  );
}

/** Says the same of many things, with one statement. */
export function emitEach(tx: Transaction, topic: string, subjectIds: readonly string[], options: EventOptions = {}): Promise<void> {
  return emitAll(tx, subjectIds.map(subjectId => ({ ...options, topic, subjectId, at: tx.now() })));
}

/** What an audit row says beside who, when and through which request. */
export interface AuditOptions {
  /** The fields that changed, as they were and as they are. Never secrets. */
  readonly before?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
}

/** Writes who did what to which thing, in the transaction that does it. `action` is the policy's verb with its noun: `member.changeRole`. */
export async function audit(tx: Transaction, action: string, subjectId: string, { before, after }: AuditOptions = {}): Promise<void> {
  tx.audited.count++;
  await tx.db.query(
    `insert into platform.audit
       (organization_id, id, at, actor_id, actor_member_id, actor_kind, credential_id, impersonator_id, action, subject_id, before, after, cause, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tx.viewer.organizationId, tx.newId(), tx.now(), tx.viewer.id, tx.viewer.credential === 'SYSTEM' ? null : tx.viewer.memberId, tx.viewer.credential, fingerprint(tx.viewer.credentialId), tx.viewer.impersonatorId,
      action, subjectId, before ?? null, after ?? null, tx.work.cause, tx.requestId,
    ],
  );
}

/** One of many audit rows written at once: of what was done at a time before. */
export interface PastAudit extends AuditOptions {
  readonly action: string;
  readonly subjectId: string;
  readonly at: Date;
}

/** Writes many audit rows with one statement: as `audit`, for bulk verbs. */
export async function auditAll(tx: Transaction, entries: readonly PastAudit[]): Promise<void> {
  tx.audited.count += entries.length;
  if (entries.length === 0) return;
  const rows = entries.map(({ action, subjectId, before, after, at }) => ({ id: tx.newId(at), at, action, subject_id: subjectId, before: before ?? null, after: after ?? null }));
  await tx.db.query(
    `insert into platform.audit
       (organization_id, id, at, actor_id, actor_member_id, actor_kind, credential_id, impersonator_id, action, subject_id, before, after, cause, request_id)
     select $1, e.id, e.at, $2, $3, $4, $5, $6, e.action, e.subject_id, e.before, e.after, $7, $8
     from json_to_recordset($9::json) as e (id uuid, at timestamptz, action text, subject_id uuid, before jsonb, after jsonb)`,
    [
      tx.viewer.organizationId, tx.viewer.id, tx.viewer.credential === 'SYSTEM' ? null : tx.viewer.memberId, tx.viewer.credential, fingerprint(tx.viewer.credentialId), tx.viewer.impersonatorId,
      tx.work.cause, tx.requestId, JSON.stringify(rows),
    ],
  );
}

/** Tells two credentials apart without holding either. */
function fingerprint(credentialId: string): string {
  return createHash('sha256').update(credentialId).digest('hex').slice(0, 16);
}
