import { manyTickets, type House } from '@deskgraph/host';
import { wordsOf } from '@deskgraph/kit';
import type { TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import { copyIn } from './copy.js';

/** How many tickets share a transaction, and from how many on indexes are made anew at the end instead of being kept all along. */
const [atOnce, many] = [2000, 100_000];
const tables = ['ticketing.ticket', 'ticketing.message', 'ticketing.ticket_event', 'ticketing.term'];

/**
 * Fills an organization without tickets with the demo's, so many of them, past the verbs: the same rows, without events and audit rows, and nobody checks what
 * they point at. For measurements. Answers how many a second were stored, without the people they are of.
 */
export async function loadManyTickets(house: Pick<House, 'rooms'>, { ownerUrl, sql }: TestHouse, organizationId: string, count: number, tell: (text: string) => void = () => undefined): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const indexes = count < many ? [] : await sql<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = any($1::regclass[]) and not indisunique`, [tables],
  );
  let [number, started, storing] = [1000, performance.now(), Promise.resolve()];
  try {
    await client.query(`set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'`);
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    const store = async (rows: readonly (readonly [table: string, rows: readonly object[]])[]): Promise<void> => {
      await client.query('begin');
      for (const [table, some] of rows) await copyIn(client, table, some);
      await client.query('commit');
    };
    for await (const tickets of manyTickets(house, organizationId, count, { progress: tell, atOnce })) {
      if (number === 1000) started = performance.now() - 1;
      const rows: [string, object[]][] = [
        ['ticketing.ticket', tickets.map(({ ticket }) => ({ ...ticket, number: ++number }))],
        ['ticketing.message', tickets.flatMap(({ said }) => said)],
        ['ticketing.ticket_event', tickets.flatMap(({ history }) => history)],
        ['ticketing.term', tickets.flatMap(({ ticket: { organizationId: owner, id, subject, requesterName } }) => wordsOf([subject, requesterName ?? '']).map(term => ({ organizationId: owner, term, ticketId: id })))],
      ];
      await storing; // one batch is stored while the next is made
      storing = store(rows);
      storing.catch(() => undefined); // told where it is waited for
      if ((number - 1000) % 50_000 === 0) tell(`  ${String(number - 1000)} tickets, ${((number - 1000) / (performance.now() - started) * 1000).toFixed(0)} a second`);
    }
    await storing;
    for (const { definition } of indexes) await client.query(definition);
  } finally {
    await client.end();
  }
  const rate = count / (performance.now() - started) * 1000;
  await sql('insert into ticketing.counter values ($1, $2) on conflict (organization_id) do update set last = excluded.last', [organizationId, number]);
  await sql(`vacuum analyze ${tables.join(', ')}`);
  return rate;
}
