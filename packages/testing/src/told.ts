import type { TestHouse } from './house.js';

/** What was told of one thing and what was noted of it, the oldest first: topics of events, actions of audit rows. */
export async function toldOf(house: TestHouse, subjectId: string): Promise<{ events: string[]; audits: string[] }> {
  const events = await house.sql<{ topic: string }>('select topic from platform.event where subject_id = $1 order by id', [subjectId]);
  const audits = await house.sql<{ action: string }>('select action from platform.audit where subject_id = $1 order by id', [subjectId]);
  return { events: events.map(({ topic }) => topic), audits: audits.map(({ action }) => action) };
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
