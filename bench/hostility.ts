import { HeaderMap } from '@apollo/server';
import type { House } from '@deskgraph/host';
import { openLog } from '@deskgraph/kit';
import { hostileDocuments } from './hostile.js';
import { quantile, type Figure } from './table.js';

const log = openLog('silent');

/** CPU of the gateway until each of 500 hostile requests is refused: the median of five runs of each, none of them known to a cache. */
export async function measureHostility({ gateway }: House): Promise<Figure[]> {
  let nonce = 0;
  const post = async (body: unknown): Promise<{ ms: number; status: number }> => {
    const unseen = body !== null && typeof body === 'object' && 'query' in body ? { ...body, query: `${String(body.query)}#${String(++nonce)}` } : body;
    const before = process.cpuUsage();
    const { status = 200 } = await gateway.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body: unseen },
      context: () => Promise.resolve({ viewer: null, requestId: 'bench', log, cost: 0, trace: { fetches: 0, statements: 0 } }),
    });
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1000, status };
  };

  for (const { body } of hostileDocuments()) await post(body); // warm-up
  const spent: { name: string; ms: number }[] = [];
  const answered: string[] = [];
  for (const { name, body } of hostileDocuments()) {
    const runs = [];
    for (let run = 0; run < 5; run++) runs.push(await post(body));
    spent.push({ name, ms: quantile(runs.map(({ ms }) => ms), 0.5) });
    if (runs.some(({ status }) => status < 400 || status >= 500)) answered.push(name);
  }
  const [dearest] = spent.sort((a, b) => b.ms - a.ms);
  const worst = dearest?.ms ?? 0;
  return [
    { what: 'CPU to refuse a hostile request, median of 500', value: `${quantile(spent.map(({ ms }) => ms), 0.5).toFixed(2)} ms`, peer: '', ratio: '', goal: '' },
    { what: `CPU to refuse the dearest of them (${dearest?.name ?? ''})`, value: `${worst.toFixed(2)} ms`, peer: 'the limit: 20 ms', ratio: `${(worst / 20).toFixed(2)}x`, goal: '<= 20 ms' },
    { what: 'hostile requests not answered with 4xx', value: String(answered.length), peer: 'of 500', ratio: '', goal: '0' },
  ];
}
