import { hostileDocuments } from './hostile.js';
import { quantile, type Figure } from './table.js';

/** CPU until each of 500 hostile requests is refused over HTTP by a house in this process; the client's own CPU is in it. */
export async function measureHostility(url: string): Promise<Figure[]> {
  const spent: { name: string; ms: number }[] = [];
  const accepted: string[] = [];
  for (const { name, body } of [...hostileDocuments().slice(0, 20), ...hostileDocuments()]) {
    const text = JSON.stringify(body);
    const before = process.cpuUsage();
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-deskgraph-csrf': '1' }, body: text });
    await response.arrayBuffer();
    const { user, system } = process.cpuUsage(before);
    spent.push({ name, ms: (user + system) / 1000 });
    if (response.status < 400 || response.status >= 500) accepted.push(name);
  }
  const [dearest] = spent.slice(20).sort((a, b) => b.ms - a.ms);
  return [
    { what: 'CPU to refuse a hostile request, median of 500', value: `${quantile(spent.slice(20).map(({ ms }) => ms), 0.5).toFixed(2)} ms`, peer: '', ratio: '', goal: '' },
    { what: `CPU to refuse the dearest of them (${dearest?.name ?? ''})`, value: `${(dearest?.ms ?? 0).toFixed(2)} ms`, peer: 'the limit: 20 ms', ratio: `${((dearest?.ms ?? 0) / 20).toFixed(2)}x`, goal: '<= 20 ms' },
    { what: 'hostile requests not answered with 4xx', value: String(accepted.length), peer: '500', ratio: '', goal: '0' },
  ];
}
