import { createHmac, randomUUID } from 'node:crypto';
import type { Organization, TestHouse } from '@deskgraph/testing';
import { quantile, type Figure } from './table.js';

/** Webhooks at 300 a second: how soon they are acknowledged, how soon they have had their effect, and whether any was lost. */
export async function measureWebhooks(test: TestHouse, organization: Organization): Promise<Figure[]> {
  const owner = await organization.as('owner');
  const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { hookUrl: string }; secret: string } }>(
    'mutation { connectionCreate(input: { provider: "pbx", name: "Bench" }) { connection { hookUrl } secret } }',
  );
  const { connection: { hookUrl }, secret } = connectionCreate;
  const [rate, seconds] = [300, 8];
  const acks: number[] = [];
  const sent: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const wait = started + (n * 1000) / rate - performance.now();
    if (wait > 0) await new Promise(done => setTimeout(done, wait));
    sent.push(post(hookUrl, secret).then(ms => void acks.push(ms), () => undefined)); // a refusal is counted, not thrown
  }
  await Promise.all(sent);
  for (let waiting = 1; waiting > 0; await new Promise(done => setTimeout(done, 50))) {
    waiting = (await test.sql<{ count: number }>(`select count(*)::int as count from platform.inbox where organization_id = $1 and state = 'RECEIVED'`, [organization.id]))[0]?.count ?? 0;
  }
  const drained = (performance.now() - started) / 1000;
  const [effect] = await test.sql<{ calls: number; p50: number; p95: number }>(
    `select count(*)::int as calls, percentile_disc(0.5) within group (order by extract(epoch from handled_at - received_at) * 1000)::int as p50,
       percentile_disc(0.95) within group (order by extract(epoch from handled_at - received_at) * 1000)::int as p95 from platform.inbox where organization_id = $1`,
    [organization.id],
  );
  const all = rate * seconds;
  return [
    { what: `webhooks, ${String(rate)} a second: acknowledged (p50 / p99)`, value: `${quantile(acks, 0.5).toFixed(0)} / ${quantile(acks, 0.99).toFixed(0)} ms`, peer: `${String(all - acks.length)} refused, ${String(all - (effect?.calls ?? 0))} lost`, ratio: '', goal: 'p99 <= 250 ms' },
    { what: 'webhooks: stored -> consumed (p50 / p95)', value: `${String(effect?.p50)} / ${String(effect?.p95)} ms`, peer: `all ${String(all)} in ${drained.toFixed(1)} s`, ratio: (drained / seconds).toFixed(2) + 'x the time of sending', goal: '' },
  ];
}

/** Jobs: from the mutation that queues a mail to its start. */
export async function measureJobs(test: TestHouse, organization: Organization): Promise<Figure[]> {
  const owner = await organization.as('owner');
  const { roles } = await owner.ask<{ roles: { id: string; key: string }[] }>('{ roles { id key } }');
  const roleId = roles.find(({ key }) => key === 'agent')?.id;
  for (let n = 0; n < 40; n++) {
    await owner.ask('mutation ($input: MemberInviteInput!) { memberInvite(input: $input) { refusal { code } } }', { input: { email: `${randomUUID()}@example.com`, roleId } });
    await new Promise(done => setTimeout(done, 100));
  }
  await test.settled(organization);
  const [row] = await test.sql<{ p50: number; p95: number }>(
    `select percentile_disc(0.5) within group (order by extract(epoch from started_at - created_at) * 1000)::int as p50,
       percentile_disc(0.95) within group (order by extract(epoch from started_at - created_at) * 1000)::int as p95 from platform.job where organization_id = $1 and name = 'accounts.mail'`,
    [organization.id],
  );
  return [{ what: 'jobs: queued -> started (p50 / p95)', value: `${String(row?.p50)} / ${String(row?.p95)} ms`, peer: '40 mails, ten a second', ratio: '', goal: '' }];
}

async function post(url: string, secret: string): Promise<number> {
  const [id, timestamp] = [randomUUID(), String(Math.floor(Date.now() / 1000))];
  const at = new Date().toISOString();
  const body = JSON.stringify({ at, sequence: 0, call: { id: randomUUID(), direction: 'inbound', from: '+493012345678', to: '+33123456789', state: 'ringing', started_at: at } });
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  const started = performance.now();
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` } });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A webhook was answered ${String(response.status)}.`);
  return performance.now() - started;
}
