import { systemViewer, transactAcross, viewerOf } from '@deskgraph/kit';
import type { Demo } from '../demo.js';
import { inAccounts } from '../founding.js';
import type { House } from '../house.js';
import type { Progress } from '../schemas.js';
import { lastArticleId, loadDemo } from './load.js';
import { planOf } from './plan.js';

/** A load in the background. */
export interface Filling {
  /** Resolves when it is over, for whatever reason; never rejects. */
  readonly over: Promise<void>;
  /** Ends it after the transaction that runs. */
  close(): Promise<void>;
}

/** Fills the demo organization, where it is not full yet; tells how far it is. A load that was interrupted goes on. */
export function fillDemo(house: Pick<House, 'rooms'>, { organizationId, madeAt }: Pick<Demo, 'organizationId' | 'madeAt'>, progress: Progress, scale = 1): Filling {
  const stop = new AbortController();
  const fill = async (): Promise<void> => {
    const plan = planOf(madeAt, scale);
    if (await isThere(house, organizationId, lastArticleId(plan, organizationId))) return;
    const started = performance.now();
    const isFull = await loadDemo(house, plan, { organizationId, memberIds: await membersOf(house, organizationId), progress, until: stop.signal });
    progress(isFull ? `demo: all is there, after ${((performance.now() - started) / 1000).toFixed(1)} s` : 'demo: the rest is loaded with the next start');
  };
  const over = fill().catch((error: unknown) => {
    progress(`demo: it could not be loaded, and is tried with the next start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
  return {
    over,
    async close() {
      stop.abort();
      await over;
    },
  };
}

async function isThere({ rooms }: Pick<House, 'rooms'>, organizationId: string, id: string): Promise<boolean> {
  const knowledge = rooms.find(({ subgraph }) => subgraph.name === 'knowledge');
  const viewer = viewerOf({ ...systemViewer(organizationId), permissions: ['article.read', 'article.draft.read'] });
  const answer = await knowledge?.room.execute({ query: 'query ($id: ID!) { article(id: $id) { id } }', variables: { id }, viewer, requestId: 'demo' });
  return answer?.result.data?.article != null;
}

/** Those who work with customers, in a lasting order. */
export async function membersOf(house: Pick<House, 'rooms'>, organizationId: string): Promise<string[]> {
  const rows = await inAccounts(house, ctx => transactAcross(ctx, 'accounts_auth', tx =>
    tx.db.query<{ id: string }[]>(
      `select m.id from accounts.member m join accounts.role r on r.organization_id = m.organization_id and r.id = m.role_id
       where m.organization_id = $1 and r.key in ('owner', 'admin', 'manager', 'agent') order by m.id`,
      [organizationId],
    ),
  ));
  return rows.map(({ id }) => id);
}
