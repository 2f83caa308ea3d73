import { setTimeout as sleep } from 'node:timers/promises';
import type { Person, TestHouse } from '@deskgraph/testing';

/** A connection of a switchboard, as an administrator makes it. */
export interface Switchboard {
  readonly id: string;
  readonly secret: string;
  readonly hookUrl: string;
}

/** Connects a switchboard. */
export async function connect(owner: Person, name = `Switchboard ${crypto.randomUUID().slice(0, 8)}`): Promise<Switchboard> {
  const { connectionCreate } = await owner.ask<{ connectionCreate: { connection: { id: string; hookUrl: string }; secret: string } }>(
    'mutation ($input: ConnectionCreateInput!) { connectionCreate(input: $input) { connection { id hookUrl } secret } }',
    { input: { provider: 'pbx', name } },
  );
  return { ...connectionCreate.connection, secret: connectionCreate.secret };
}

/** Has the sandbox's switchboard act a call out. */
export async function place(house: TestHouse, { hookUrl, secret }: Switchboard, call: object = {}): Promise<{ callId: string; deliveries: { status: number }[] }> {
  const response = await fetch(new URL('/api/calls', house.mailboxUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hookUrl, secret, from: '+493012345678', to: '+33123456789', ...call }),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { callId: string; deliveries: { status: number }[] };
}

/** Waits until everything that came is handled, or parked. */
export async function handled(house: TestHouse, organizationId: string): Promise<void> {
  for (const end = Date.now() + 20_000; ; await sleep(30)) {
    const [row] = await house.sql<{ waiting: number }>(
      `select count(*)::int as waiting from platform.inbox i where organization_id = $1 and state = 'RECEIVED' and provider = 'pbx'
       and not exists (select from platform.parked p where p.organization_id = i.organization_id and p.related_ids @> array[i.id])`,
      [organizationId],
    );
    if (row?.waiting === 0) return;
    if (Date.now() > end) throw new Error(`${String(row?.waiting)} deliveries wait.`);
  }
}
