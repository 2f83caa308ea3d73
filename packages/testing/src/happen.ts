import type { Organization, Person, TestHouse } from './house.js';

/** Has events of one topic happen to these, in this order and in one commit. */
export async function happen(house: TestHouse, organization: Organization, topic: string, ids: readonly string[], related: readonly string[] = []): Promise<void> {
  await house.sql(
    `with stored as (insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) select $1, $2, id, $4, $1, 'happen', now() from unnest($3::uuid[]) id returning 1)
     select pg_notify('fresh', '') from stored limit 1`,
    [organization.id, topic, ids, related],
  );
}

/** Settles once the gateway has heard of everything that happened in an organization, for at most 10 seconds. */
export async function heard(house: TestHouse, organization: Organization, person: Person): Promise<void> {
  const newest = 'select coalesce(max(position), 0)::float8 as position, coalesce(bool_or(position is null), false) as waiting from platform.event where organization_id = $1';
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    const [log] = await house.sql<{ position: number; waiting: boolean }>(newest, [organization.id]);
    const { headers } = await person.askRaw('{ __typename }');
    if (log && !log.waiting && Number(headers.get('x-deskgraph-position')) >= log.position) return;
    await new Promise(done => setTimeout(done, 20));
  }
}
