import { isUuid, type Context } from '@deskgraph/kit';
import { IntegrationCall, type IntegrationSummary } from './integration-call.entity.js';
import type { IntegrationCallFilter } from './integration-call.inputs.js';

/** The SQL of calls to providers, bound to the context's transaction. */
export const integrationCalls = ({ db, viewer }: Context) =>
  db.getRepository(IntegrationCall).extend({
    /** The rows the viewer may see that a filter asks for. */
    matching({ provider, outcome, connectionId, jobId, requestId, from, before }: IntegrationCallFilter) {
      const query = this.createQueryBuilder('integrationCall').where(viewer.may('integrationCall.read') ? 'true' : 'false');
      if (provider) query.andWhere('integrationCall.provider = :provider', { provider });
      if (outcome) query.andWhere('integrationCall.outcome = :outcome', { outcome });
      if (connectionId) query.andWhere(isUuid(connectionId) ? 'integrationCall.connectionId = :connectionId' : 'false', { connectionId });
      if (jobId) query.andWhere(isUuid(jobId) ? 'integrationCall.jobId = :jobId' : 'false', { jobId });
      if (requestId) query.andWhere('integrationCall.requestId = :requestId', { requestId });
      if (from) query.andWhere('integrationCall.at >= :from', { from });
      if (before) query.andWhere('integrationCall.at < :before', { before });
      return query;
    },

    /** Each provider's calls since an instant, in one statement. */
    summary(since: Date): Promise<IntegrationSummary[]> {
      return db.query(
        `select provider, count(*)::int as calls, count(*) filter (where outcome <> 'OK')::int as failures,
           percentile_disc(0.5) within group (order by duration_ms) as "p50Ms", percentile_disc(0.95) within group (order by duration_ms) as "p95Ms"
         from platform.integration_log where at >= $1 group by provider order by provider`,
        [since],
      );
    },
  });
