import { openContext, transact, audit, viewerOf, nobody } from '@deskgraph/kit';
import type { House } from '@deskgraph/host';
import { type Figure, quantile, timed } from './table.js';

/** What binding a statement to an organization costs, beside the same statement on a bare pooled connection. */
export async function measureTransaction(house: House, organizationId: string): Promise<Figure[]> {
  const room = house.rooms[0];
  if (!room) throw new Error('There is no room.');
  const { databases, tools } = room;
  const viewer = viewerOf({ ...nobody, organizationId });
  const statement = 'select count(*) from accounts.role';

  const bare = (): Promise<unknown> => databases.own.query(statement);
  const read = async (): Promise<void> => {
    const { ctx, session } = openContext(databases, tools, viewer, 'bench');
    await ctx.db.query(statement);
    await session.commit();
  };
  const write = async (): Promise<void> => {
    const { ctx } = openContext(databases, tools, viewer, 'bench');
    await transact(ctx, async tx => {
      await tx.db.query(statement);
      await audit(tx, 'bench.write', organizationId);
    });
  };

  const samples = { bare: [] as number[], read: [] as number[], write: [] as number[] };
  for (let round = 0; round < 6; round++) {
    const [a, b, c] = [await timed(200, bare), await timed(200, read), await timed(100, write)];
    if (round === 0) continue; // warm-up
    samples.bare.push(...a);
    samples.read.push(...b);
    samples.write.push(...c);
  }
  const ms = (of: number[]): number => quantile(of, 0.5);
  return [
    figure('tenant transaction, read only, one statement (p50)', ms(samples.read), 'the bare statement', ms(samples.bare), '<= 2.5x'),
    figure('transact with an audit row, durable (p50)', ms(samples.write), 'the bare statement', ms(samples.bare), ''),
  ];
}

function figure(what: string, value: number, peerName: string, peer: number, goal: string): Figure {
  return { what, value: `${value.toFixed(2)} ms`, peer: `${peerName}: ${peer.toFixed(2)} ms`, ratio: `${(value / peer).toFixed(2)}x`, goal };
}
