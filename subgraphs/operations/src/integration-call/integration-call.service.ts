import { page, type Context, type Page, type PageArgs } from '@deskgraph/kit';
import type { IntegrationCall, IntegrationSummary } from './integration-call.entity.js';
import type { IntegrationCallFilter } from './integration-call.inputs.js';
import { integrationCalls } from './integration-call.repository.js';

const dayMs = 24 * 60 * 60_000;

/** One page of the calls to providers, the newest first. */
export function list(ctx: Context, filter: IntegrationCallFilter, args: PageArgs): Promise<Page<IntegrationCall>> {
  return page(integrationCalls(ctx).matching(filter), args, { column: 'integrationCall.at', direction: 'DESC', value: ({ at }) => at });
}

/** How each provider did since an instant, over the last day unless said. */
export function summary(ctx: Context, since: Date | null): Promise<IntegrationSummary[]> {
  if (!ctx.viewer.may('integrationCall.read')) return Promise.resolve([]);
  return integrationCalls(ctx).summary(since ?? new Date(ctx.now().getTime() - dayMs));
}
