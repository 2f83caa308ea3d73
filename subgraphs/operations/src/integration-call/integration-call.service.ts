import { page, type Context, type Page, type PageArgs } from '@deskgraph/kit';
import type { IntegrationCall, IntegrationSummary } from './integration-call.entity.js';
import { IntegrationCallOrderField, type IntegrationCallFilter, type IntegrationCallOrder } from './integration-call.inputs.js';
import { integrationCalls } from './integration-call.repository.js';

const dayMs = 24 * 60 * 60_000;

/** One page of the calls to providers. */
export function list(ctx: Context, filter: IntegrationCallFilter, { field, direction }: IntegrationCallOrder, args: PageArgs): Promise<Page<IntegrationCall>> {
  const orders = {
    [IntegrationCallOrderField.AT]: { column: 'integrationCall.at', value: ({ at }: IntegrationCall) => at },
    [IntegrationCallOrderField.DURATION_MS]: { column: 'integrationCall.durationMs', value: ({ durationMs }: IntegrationCall) => durationMs },
  };
  return page(integrationCalls(ctx).matching(filter), args, { ...orders[field], direction });
}

/** How each provider did since an instant, over the last day unless said. */
export function summary(ctx: Context, since: Date | null): Promise<IntegrationSummary[]> {
  if (!ctx.viewer.may('integrationCall.read')) return Promise.resolve([]);
  return integrationCalls(ctx).summary(since ?? new Date(ctx.now().getTime() - dayMs));
}
