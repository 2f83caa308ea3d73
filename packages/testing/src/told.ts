import type { TestHouse } from './house.js';

/** What was told of one thing and what was noted of it, the oldest first: topics of events, actions of audit rows. */
export async function toldOf(house: TestHouse, subjectId: string): Promise<{ events: string[]; audits: string[] }> {
  const events = await house.sql<{ topic: string }>('select topic from platform.event where subject_id = $1 order by id', [subjectId]);
  const audits = await house.sql<{ action: string }>('select action from platform.audit where subject_id = $1 order by id', [subjectId]);
  return { events: events.map(({ topic }) => topic), audits: audits.map(({ action }) => action) };
}

/** The id of an organization's role. */
export async function roleIdOf(house: TestHouse, organizationId: string, key: string): Promise<string> {
  const byKey = 'select id from accounts.role where organization_id = $1 and key = $2';
  const [role] = await house.sql<{ id: string }>(byKey, [organizationId, key]);
  if (!role) throw new Error(`There is no role ${key}.`);
  return role.id;
}
