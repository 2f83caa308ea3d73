import type { Transaction } from './context.js';
import type { CallRecord } from './provider-client.js';

/** Writes a call to a provider into the integration log of the transaction's organization. */
export async function recordCall(tx: Transaction, call: CallRecord, { jobId = null, connectionId = null }: { jobId?: string | null; connectionId?: string | null }): Promise<void> {
  await tx.db.query(
    `insert into platform.integration_log (organization_id, id, at, connection_id, provider, operation, outcome, status, attempts, duration_ms, job_id, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [tx.viewer.organizationId, tx.newId(), tx.now(), connectionId, call.provider, call.operation, call.outcome, call.status, call.attempts, call.durationMs, jobId, tx.requestId],
  );
}
