import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openGround, openHouse, type Ground, type Organization, type TestHouse } from '@deskgraph/testing';
import { audit, emit, enter, Refused, transact, transactAcross, transactAs, type Context } from './index.js';

let house: TestHouse;
let ground: Ground;
let [mine, other]: Organization[] = [];

beforeAll(async () => {
  house = await openHouse();
  ground = await openGround();
  [mine, other] = await Promise.all([house.organization('Mine'), house.organization('Other')]);
});
afterAll(() => ground.close());

const names = async (ctx: Context): Promise<string[]> => (await ctx.db.query<{ name: string }[]>('select name from organization')).map(({ name }) => name);
const rename = (ctx: Context, name: string): Promise<unknown> => ctx.db.query('update organization set name = $1', [name]);
const traces = async (organizationId: string): Promise<number> => {
  const [row] = await house.sql<{ count: number }>(
    `select (select count(*) from platform.event where organization_id = $1)::int + (select count(*) from platform.audit where organization_id = $1)::int as count`,
    [organizationId],
  );
  return row!.count;
};

describe('a read', () => {
  it('sees its own organization and no other, whatever the statement says', async () => {
    const ctx = ground.context(mine!.id);

    expect(await names(ctx)).toEqual([mine!.name]);
    expect(await ctx.db.query('select 1 from organization where organization_id = $1', [other!.id])).toEqual([]);
  });

  it('cannot write', async () => {
    await expect(rename(ground.context(mine!.id), 'Changed')).rejects.toMatchObject({ driverError: { code: '25006' } });
  });

  it('leaves nothing on the connection for the next one', async () => {
    await Promise.all(Array.from({ length: 10 }, () => transact(ground.context(mine!.id), names)));

    const unbound = await Promise.all(Array.from({ length: 10 }, () => ground.databases.own.query('select * from accounts.organization')));

    expect(unbound.flat()).toEqual([]);
  });

  it('of many at once is told its own organization, and one that fails takes none along that was asked beside it', async () => {
    const read = (organization: Organization, fails: boolean) =>
      ground.within(organization.id, {}, ctx => Promise.allSettled([names(ctx), fails ? ctx.db.query<never>('select 1 / 0') : names(ctx), names(ctx)]));

    const reads = await Promise.all(Array.from({ length: 90 }, (_, n) => read(n % 2 === 0 ? mine! : other!, n % 3 === 0)));

    const told = reads.map(answers => answers.map(answer => (answer.status === 'fulfilled' ? answer.value[0] : 'failed')));
    expect(told).toEqual(Array.from({ length: 90 }, (_, n) => {
      const { name } = n % 2 === 0 ? mine! : other!;
      return n % 3 === 0 ? [name, 'failed', name] : [name, name, name];
    }));
  });

  it('holds no connection that a transaction beside it waits for', async () => {
    const reads = Array.from({ length: 50 }, () => ground.within(mine!.id, {}, async ctx => [await names(ctx), await transact(ctx, names), await names(ctx)]));

    expect((await Promise.all(reads)).flat(2)).toEqual(Array.from({ length: 150 }, () => mine!.name));
  });

  it('that goes on after its end says so, and disturbs no transaction of another organization', async () => {
    const left: Promise<string>[] = [];
    const goOn = async (ctx: Context, turns: number): Promise<string> => {
      for (let n = 0; n < 4; n++) {
        if ((await names(ctx)).join() !== mine!.name) return 'other rows';
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      }
      return 'done';
    };
    const abandoned = (turns: number) => ground.within(mine!.id, {}, async ctx => {
      left.push(goOn(ctx, turns).catch((error: unknown) => String(error)));
      await Promise.all(Array.from({ length: turns }, () => names(ctx)));
    });
    const written = () => transact(ground.context(other!.id), async tx => {
      const seen: string[] = [];
      for (let n = 0; n < 4; n++) {
        await tx.db.query('update organization set name = name');
        seen.push(...await names(tx));
      }
      return seen;
    });

    const wrote = await Promise.all(Array.from({ length: 120 }, async (_, n) => (n % 2 === 0 ? (await abandoned(n % 12), null) : written())));
    const ends = await Promise.all(left);

    expect(wrote.filter(seen => seen !== null)).toEqual(Array.from({ length: 60 }, () => Array.from({ length: 4 }, () => other!.name)));
    expect(ends.filter(end => !/done|over|released/.test(end))).toEqual([]);
  });

  it('counts its statements, and not those that begin and bind it', async () => {
    const ctx = ground.context(mine!.id);

    await names(ctx);
    await names(ctx);

    expect(ctx.work.statements).toBe(2);
  });
});

describe('transact', () => {
  it('commits rows, events and audit rows together', async () => {
    const before = await traces(mine!.id);

    await transact(ground.context(mine!.id), async tx => {
      await rename(tx, 'Renamed');
      await emit(tx, 'organization.changed', mine!.id);
      await audit(tx, 'organization.update', mine!.id, { after: { name: 'Renamed' } });
    });

    expect(await names(ground.context(mine!.id))).toEqual(['Renamed']);
    expect(await traces(mine!.id)).toBe(before + 2);
  });

  it('takes everything back when the work throws', async () => {
    const before = await traces(mine!.id);

    const refused = transact(ground.context(mine!.id), async tx => {
      await rename(tx, 'Never');
      await emit(tx, 'organization.changed', mine!.id);
      await audit(tx, 'organization.update', mine!.id);
      throw new Refused('CONFLICT', 'No.');
    });

    await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await names(ground.context(mine!.id))).not.toEqual(['Never']);
    expect(await traces(mine!.id)).toBe(before);
  });

  it('joins the transaction that is open', async () => {
    const outer = transact(ground.context(mine!.id), async tx => {
      await transact(tx, inner => rename(inner, 'Inner'));
      throw new Error('after the inner one');
    });

    await expect(outer).rejects.toThrow('after the inner one');
    expect(await names(ground.context(mine!.id))).not.toEqual(['Inner']);
  });

  it('does not let a mutation commit without an audit row', async () => {
    const ctx = ground.context(mine!.id);
    ctx.work.mutation = 'organizationUpdate';

    await expect(transact(ctx, tx => rename(tx, 'Unaudited'))).rejects.toThrow('organizationUpdate would commit without an audit row.');
    expect(await names(ground.context(mine!.id))).not.toEqual(['Unaudited']);
  });

  it('turns what Postgres refuses into a refusal that names no constraint', async () => {
    const refused = transact(ground.context(mine!.id), tx => rename(tx, 'x'.repeat(200)));

    await expect(refused).rejects.toMatchObject({ code: 'INVALID', message: 'A value breaks a rule of the data.' });
  });

  it('cannot write into another organization', async () => {
    const refused = transact(ground.context(mine!.id), tx => tx.db.query(`insert into organization values ($1, 'Forged', 'ACTIVE', now())`, [crypto.randomUUID()]));

    await expect(refused).rejects.toMatchObject({ driverError: { code: '42501' } });
  });
});

describe('work before an organization is known', () => {
  it('finds across organizations only as the named login, and writes only where it entered', async () => {
    const ctx = ground.context(mine!.id);

    const seen = await transactAcross(ctx, 'accounts_auth', async tx => {
      const found = await tx.db.query<{ count: number }[]>('select count(*)::int as count from accounts.organization');
      const inside = await enter(tx, other!.id);
      const [, changed] = await inside.db.query<[unknown, number]>(`update accounts.organization set name = 'Entered'`);
      return { found: found[0]!.count, changed };
    });

    expect(seen.found).toBeGreaterThanOrEqual(2);
    expect(seen.changed).toBe(1);
    expect(await names(ground.context(other!.id))).toEqual(['Entered']);
  });
});

describe('the house itself', () => {
  it('acts in the organization it is told, and says why in the audit row', async () => {
    await transactAs(ground.context(mine!.id), other!.id, 'event 7', tx => audit(tx, 'organization.sweep', other!.id));

    const rows = await house.sql(`select actor_kind, cause, organization_id from platform.audit where action = 'organization.sweep'`);

    expect(rows).toEqual([{ actor_kind: 'SYSTEM', cause: 'event 7', organization_id: other!.id }]);
  });
});
