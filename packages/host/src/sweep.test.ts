import { expect, it } from '@jest/globals';
import { openHouse } from '@deskgraph/testing';
import { sweep, sweepJob } from './sweep.js';

const day = 86_400_000;

it('deletes keys and events that were kept long enough, in every organization, and no others', async () => {
  const house = await openHouse();
  const [young, old] = [await house.organization(), await house.organization()];
  const aged = async ({ id }: { id: string }, keyDays: number, eventDays: number): Promise<void> => {
    const at = (days: number): Date => new Date(Date.now() - days * day);
    await house.sql(
      `insert into platform.idempotency (organization_id, actor_id, mutation, key, input_hash, subject_id, at) values ($1, $1, 'sweep', 'sweep', '', $1, $2)`,
      [id, at(keyDays)],
    );
    await house.sql(
      `insert into platform.event (organization_id, topic, subject_id, related_ids, actor_id, request_id, at) values ($1, 'sweep.test', $1, '{}', $1, 'sweep', $2)`,
      [id, at(eventDays)],
    );
  };
  await aged(young, 6.9, 29.9);
  await aged(old, 7.1, 30.1);

  const swept = await sweep(house.loginUrl('worker'), { eventsDays: 30, idempotencyDays: 7 });

  const left = await house.sql<{ id: string }>(
    `select organization_id as id from platform.idempotency where mutation = 'sweep' union all select organization_id from platform.event where topic = 'sweep.test'`,
  );
  expect(left.map(({ id }) => id)).toEqual([young.id, young.id]);
  expect(swept).toEqual({ events: 1, idempotencyKeys: 1 });
  expect(await house.sql(`select name, cron from jobs.schedule`)).toEqual([sweepJob]);
});
