import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization } from '@deskgraph/testing';
import { once, transact } from './index.js';

let ground: Ground;
let organization: Organization;
beforeAll(async () => {
  organization = await (await openHouse()).organization();
  ground = await openGround();
});
afterAll(() => ground.close());

/** Asks for the same thing with a key; counts how often the work was done. */
function asking(done: { times: number }, input: { idempotencyKey?: string; name: string }, wait = Promise.resolve()): Promise<{ id: string }> {
  return transact(ground.context(organization.id), tx =>
    once(tx, input, id => Promise.resolve({ id }), async () => {
      await wait;
      done.times++;
      return { id: crypto.randomUUID() };
    }),
  );
}

describe('once', () => {
  it('does the work each time when there is no key', async () => {
    const done = { times: 0 };

    await asking(done, { name: 'A' });
    await asking(done, { name: 'A' });

    expect(done.times).toBe(2);
  });

  it('does the work once for a key, and answers the same thing again', async () => {
    const done = { times: 0 };
    const idempotencyKey = crypto.randomUUID();

    const first = await asking(done, { idempotencyKey, name: 'A' });
    const second = await asking(done, { idempotencyKey, name: 'A' });

    expect(second).toEqual(first);
    expect(done.times).toBe(1);
  });

  it('refuses the key with other input', async () => {
    const done = { times: 0 };
    const idempotencyKey = crypto.randomUUID();
    await asking(done, { idempotencyKey, name: 'A' });

    await expect(asking(done, { idempotencyKey, name: 'B' })).rejects.toMatchObject({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect(done.times).toBe(1);
  });

  it('refuses a second call while the first is running', async () => {
    const done = { times: 0 };
    const idempotencyKey = crypto.randomUUID();
    const gate = Promise.withResolvers<undefined>();
    const first = asking(done, { idempotencyKey, name: 'A' }, gate.promise);
    await new Promise(resolve => setTimeout(resolve, 200));

    await expect(asking(done, { idempotencyKey, name: 'A' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    gate.resolve(undefined);
    await first;
    expect(done.times).toBe(1);
  });

  it('forgets the key of work that failed', async () => {
    const idempotencyKey = crypto.randomUUID();
    const failing = transact(ground.context(organization.id), tx => once(tx, { idempotencyKey }, id => Promise.resolve({ id }), () => Promise.reject(new Error('no'))));
    await expect(failing).rejects.toThrow('no');

    const done = { times: 0 };
    await asking(done, { idempotencyKey, name: 'A' });

    expect(done.times).toBe(1);
  });
});
