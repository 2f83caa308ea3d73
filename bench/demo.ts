import { setTimeout as sleep } from 'node:timers/promises';
import { fillDemo, type House } from '@deskgraph/host';
import type { Organization, TestHouse } from '@deskgraph/testing';
import type { Figure } from './table.js';

/** The demo of `npm start`, so many times over: until all of it is loaded, and until every consumer has dealt with what it told. */
export async function measureDemo(house: House, test: TestHouse, { id: organizationId }: Organization, tell: (text: string) => void, scale = 1): Promise<Figure[]> {
  const started = performance.now();
  await fillDemo(house, { organizationId, madeAt: new Date() }, tell, scale).over;
  const loaded = performance.now();
  const behind = `select from platform.consumer c where exists (select from platform.event e where e.organization_id = $1 and (e.position is null or e.position > c.position))`;
  while ((await test.sql(behind, [organizationId])).length > 0) await sleep(100);
  const drained = performance.now();

  const [told] = await test.sql<{ events: string; parked: string }>('select (select count(*) from platform.event where organization_id = $1) as events, (select count(*) from platform.parked where organization_id = $1) as parked', [organizationId]);
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
  return [
    { what: scale === 1 ? 'demo data, loaded' : `demo data, ${String(scale)} times over: loaded`, value: seconds(loaded - started), peer: `${told?.events ?? ''} events`, ratio: '', goal: '< 60 s' },
    { what: 'demo data, consumers drained after that', value: seconds(drained - loaded), peer: `${told?.parked ?? ''} parked`, ratio: '', goal: '< 180 s' },
  ];
}
