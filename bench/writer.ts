// Changes members at a fixed rate, in a process of its own: what the commits cost is not the house's. Says at the end when each was acknowledged.
import pg from 'pg';
import { now } from './table.js';

const { url, ids, events, everyMs } = JSON.parse(process.argv[2] ?? '{}') as { url: string; ids: string[]; events: number; everyMs: number };
const pool = new pg.Pool({ connectionString: url, max: 4 });
const change = `with changed as (update accounts.member set name = $2 where id = $1 returning organization_id, id),
  told as (insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) select organization_id, 'member.renamed', id, '{}', id, 'bench', now() from changed returning 1)
  select pg_notify('fresh', 'member.renamed') from told`;

await pool.query('select 1');
const committed: Record<string, number> = {};
const took: number[] = [];
const under: Promise<void>[] = [];
const begun = now();
for (let n = 0; n < events; n++) {
  await new Promise(done => setTimeout(done, Math.max(begun + n * everyMs - now(), 0)));
  const started = now();
  under.push(pool.query(change, [ids[n % ids.length], String(started)]).then(() => {
    committed[String(started)] = now();
    took.push(now() - started);
  }));
}
await Promise.all(under);
const seconds = (now() - begun) / 1000;
await pool.end();
process.send?.({ committed, took, perSecond: events / seconds });
process.disconnect();
