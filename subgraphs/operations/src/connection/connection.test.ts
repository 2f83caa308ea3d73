import { beforeAll, describe, expect, it } from '@jest/globals';
import { openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Connections');
  owner = await organization.as('owner');
});

interface Made {
  readonly connection: { id: string; provider: string; name: string; state: string; hookUrl: string; previousUntil: string | null; viewerCan: string[] } | null;
  readonly secret: string | null;
  readonly refusal: { code: string; field: string | null } | null;
}
const selection = '{ connection { id provider name state hookUrl previousUntil viewerCan } secret refusal { code field } }';
const verb = async (person: Person, name: string, type: string, input: object): Promise<Made> =>
  (await person.ask<Record<string, Made>>(`mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, { input }))[name] as Made;
const create = (input: object, person = owner): Promise<Made> => verb(person, 'connectionCreate', 'ConnectionCreateInput', { provider: 'pbx', ...input });

describe('connecting a provider', () => {
  it('answers the secret once, and stores it sealed', async () => {
    const { connection, secret } = await create({ name: 'Head office' });

    const { connections } = await owner.ask<{ connections: unknown[] }>('{ connections { name state } }');
    const [row] = await house.sql<{ sealed: Buffer }>('select sealed from platform.connection where id = $1', [connection?.id]);

    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(connection).toMatchObject({ provider: 'pbx', state: 'ON', hookUrl: `${house.url}/hooks/voice/${connection?.id ?? ''}`, viewerCan: ['rotateSecret', 'switch', 'delete'] });
    expect(connections).toContainEqual({ name: 'Head office', state: 'ON' });
    expect(row?.sealed.includes(Buffer.from(secret ?? ''))).toBe(false);
  });

  it('repeated under one key makes one, and does not show the secret again', async () => {
    const input = { name: 'Repeated', idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await create(input), await create(input)];

    expect(again).toEqual({ ...first, secret: null });
  });

  it.each([
    ['an unknown provider', { provider: 'fax', name: 'Fax' }, { code: 'INVALID', field: 'provider' }],
    ['no name', { name: ' ' }, { code: 'INVALID', field: 'name' }],
    ['a secret that can be guessed', { name: 'Guess', secret: 'short' }, { code: 'INVALID', field: 'secret' }],
    ['a name that is taken', { name: 'Head office' }, { code: 'CONFLICT', field: 'name' }],
  ])('refuses %s and stores nothing', async (_what, input, refusal) => {
    const count = () => house.sql<{ count: number }>('select count(*)::int as count from platform.connection where organization_id = $1', [organization.id]);
    const before = await count();

    const made = await create(input);

    expect(made).toEqual({ connection: null, secret: null, refusal });
    expect(await count()).toEqual(before);
  });
});

describe('a connection', () => {
  it('gets a new secret while the old one opens for a day, is switched, and goes', async () => {
    const made = await create({ name: 'Changing' });
    const id = made.connection?.id ?? '';

    const rotated = await verb(owner, 'connectionRotateSecret', 'ConnectionRotateSecretInput', { id });
    const off = await verb(owner, 'connectionSwitch', 'ConnectionSwitchInput', { id, state: 'OFF' });
    const gone = await verb(owner, 'connectionDelete', 'ConnectionDeleteInput', { id });

    expect(rotated.secret).not.toBe(made.secret);
    expect(Date.parse(rotated.connection?.previousUntil ?? '') - Date.now()).toBeGreaterThan(23 * 3600_000);
    expect(off.connection?.state).toBe('OFF');
    expect(gone.connection?.id).toBe(id);
    expect(await house.sql('select action from platform.audit where subject_id = $1 order by id', [id])).toEqual(
      ['create', 'rotateSecret', 'switch', 'delete'].map(action => ({ action: `connection.${action}` })),
    );
  });

  it('of another organization answers like an unknown one', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const { connection } = await create({ name: 'Ours' });

    const foreign = await verb(stranger, 'connectionDelete', 'ConnectionDeleteInput', { id: connection?.id });
    const unknown = await verb(stranger, 'connectionDelete', 'ConnectionDeleteInput', { id: crypto.randomUUID() });

    expect(foreign).toEqual(unknown);
    expect(foreign.refusal).toEqual({ code: 'NOT_FOUND', field: 'id' });
  });
});
