import type { TestHouse } from './house.js';

/** What was told of one thing and what was noted of it, the oldest first: topics of events, actions of audit rows. Not that its text is to be found: consumers tell that later. */
export async function toldOf(house: TestHouse, subjectId: string): Promise<{ events: string[]; audits: string[] }> {
  const events = await house.sql<{ topic: string }>(`select topic from platform.event where subject_id = $1 and topic not like 'document.%' order by id`, [subjectId]);
  const audits = await house.sql<{ action: string }>('select action from platform.audit where subject_id = $1 order by id', [subjectId]);
  return { events: events.map(({ topic }) => topic), audits: audits.map(({ action }) => action) };
}

/** Waits until a consumer has heard all that these organizations told of such topics, e.g. `ticket.%`; at most 10 seconds. */
export async function consumed(house: TestHouse, consumer: string, topics: string, organizations: readonly { readonly id: string }[]): Promise<void> {
  const behind = () => house.sql(
    'select from platform.event where organization_id = any($1) and topic like $2 and (position is null or position > (select position from platform.consumer where name = $3)) limit 1',
    [organizations.map(({ id }) => id), topics, consumer],
  );
  for (const end = Date.now() + 10_000; (await behind()).length > 0; await new Promise(done => setTimeout(done, 20))) if (Date.now() > end) throw new Error(`${consumer} is behind.`);
}

/** Asks again and again until the answer is the one expected, for at most 3 seconds unless told: less than any viewer is remembered. Answers the last. */
export async function soon<T>(ask: () => Promise<T>, expected: unknown, milliseconds = 3000): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const last = await ask();
    if (last === expected || Date.now() >= deadline) return last;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** The id of an organization's role. */
export async function roleIdOf(house: TestHouse, organizationId: string, key: string): Promise<string> {
  const byKey = 'select id from accounts.role where organization_id = $1 and key = $2';
  const [role] = await house.sql<{ id: string }>(byKey, [organizationId, key]);
  if (!role) throw new Error(`There is no role ${key}.`);
  return role.id;
}
