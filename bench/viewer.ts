import type { House } from '@deskgraph/host';
import { quantile, timed, type Figure } from './table.js';

/** How long it takes to know who asks: remembered by the gateway, and asked of the room accounts anew. */
export async function measureViewer(house: House, credentials: Record<string, { cookie: string } | { authorization: string }>): Promise<Figure[]> {
  const { viewers } = house.gateway;
  const figures: Figure[] = [];
  for (const [name, shown] of Object.entries(credentials)) {
    const ask = (): Promise<unknown> => viewers.of(shown, 'bench-request');
    const anew = async (): Promise<void> => {
      viewers.forget(() => true);
      await ask();
    };
    await timed(50, anew);
    const uncached = quantile(await timed(400, anew), 0.5);
    const cached = quantile(await timed(2000, ask), 0.5);
    figures.push({ what: `viewer of a ${name}, remembered (p50)`, value: `${(cached * 1000).toFixed(0)} us`, peer: `asked anew: ${uncached.toFixed(2)} ms`, ratio: `${(cached / uncached).toFixed(3)}x`, goal: '<= 0.1x' });
  }
  return figures;
}
