import type { House } from '@deskgraph/host';
import { openLog } from '@deskgraph/kit';
import { hostileDocuments } from './hostile.js';
import { quantile, type Figure } from './table.js';

/** CPU until each of 500 hostile documents is refused, whole pipeline, nobody signed in. */
export async function measureHostility(house: House): Promise<Figure[]> {
  const log = openLog('silent');
  const spent: number[] = [];
  let accepted = 0;
  for (const { query, variables } of hostileDocuments(500)) {
    const before = process.cpuUsage();
    const contextValue = { viewer: null, requestId: 'bench', log, cost: 0, trace: { fetches: 0, statements: 0 } };
    const { body } = await house.gateway.server.executeOperation({ query, variables }, { contextValue });
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
    if (body.kind !== 'single' || !body.singleResult.errors?.length) accepted++;
  }
  const worst = Math.max(...spent);
  return [
    { what: 'CPU to refuse a hostile document, p50 of 500', value: `${quantile(spent, 0.5).toFixed(2)} ms`, peer: '', ratio: '', goal: '' },
    { what: 'CPU to refuse a hostile document, the dearest', value: `${worst.toFixed(2)} ms`, peer: '', ratio: `${(worst / 20).toFixed(2)}x of the limit`, goal: '<= 20 ms' },
    { what: 'hostile documents that were not refused', value: String(accepted), peer: 'of 500', ratio: '', goal: '0' },
  ];
}
