import { describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, toldOf, type Person } from '@deskgraph/testing';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: string[];
  readonly revokedAt: string | null;
  readonly createdBy: { id: string };
  readonly viewerCan: string[];
}
interface Outcome {
  readonly apiKey: Shown | null;
  readonly secret?: string | null;
  readonly refusal: { code: string; field: string | null } | null;
}

const house = await openHouse();

const fields = 'apiKey { id name prefix scopes revokedAt createdBy { id } viewerCan }';
const create = async (person: Person, input: object): Promise<Outcome> => {
  const document = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { ${fields} secret refusal { code field } } }`;
  return (await person.ask<{ apiKeyCreate: Outcome }>(document, { input })).apiKeyCreate;
};
const revoke = async (person: Person, id: string | undefined): Promise<Outcome> => {
  const document = `mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { ${fields} refusal { code field } } }`;
  return (await person.ask<{ apiKeyRevoke: Outcome }>(document, { input: { id } })).apiKeyRevoke;
};
const refused = (code: string, field: string | null): Outcome => ({ apiKey: null, secret: null, refusal: { code, field } });
const asKey = (secret: string | null | undefined): Person => house.stranger({ authorization: `Bearer ${secret ?? ''}` });
const inYears = (years: number): string => new Date(Date.now() + years * 365.25 * 86_400_000).toISOString();

describe('an API key', () => {
  it('shows its secret once, and stores only what it is known by', async () => {
    const admin = await (await house.organization()).as('admin');
    const input = { name: 'Warehouse', scopes: ['member.read', 'role.read'], expiresAt: inYears(1), idempotencyKey: 'one' };

    const [first, again] = [await create(admin, input), await create(admin, input)];

    const { secret, apiKey } = first;
    expect(secret).toMatch(/^dgk_[0-9a-f]{8}_[\w-]{43}$/);
    expect(apiKey).toEqual({
      id: apiKey?.id,
      name: 'Warehouse',
      prefix: secret?.slice(0, 12),
      scopes: ['member.read', 'role.read'],
      revokedAt: null,
      createdBy: { id: admin.memberId },
      viewerCan: ['revoke'],
    });
    expect(again).toEqual({ ...first, secret: null });
    const stored = await house.sql<{ row: string }>('select k::text as row from accounts.api_key k where id = $1', [apiKey?.id]);
    expect(stored[0]?.row).not.toContain(secret?.slice(13));
    expect(await toldOf(house, apiKey?.id ?? '')).toEqual({ events: ['apiKey.created'], audits: ['apiKey.create'] });
  });

  it('may do what its scopes say, and sees no organization but its own', async () => {
    const admin = await (await house.organization()).as('admin');
    const { secret } = await create(admin, { name: 'Warehouse', scopes: ['member.read'] });

    const { viewer, members } = await asKey(secret).ask<{ viewer: object; members: { totalCount: number } }>(
      '{ viewer { permissions memberships { current role } } members { totalCount } }',
    );
    const { body } = await asKey(secret).askRaw('{ roles { id } }');

    expect(viewer).toEqual({ permissions: ['member.read'], memberships: [{ current: true, role: 'Administrator' }] });
    expect(members.totalCount).toBe(6);
    expect(body.data).toEqual({ roles: null });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is refused for atoms unknown, not held or never for keys, and for a bad name or end; and leaves nothing behind', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    const scopes = ['member.read'];
    const before = await fingerprint(house, organization.id);

    expect(await create(admin, { name: 'A', scopes: ['member.fly'] })).toEqual(refused('INVALID', 'scopes'));
    expect(await create(admin, { name: 'A', scopes: ['member.invite'] })).toEqual(refused('INVALID', 'scopes'));
    expect(await create(admin, { name: 'A', scopes: ['organization.transfer'] })).toEqual(refused('FORBIDDEN', 'scopes'));
    expect(await create(admin, { name: 'A', scopes: [] })).toEqual(refused('INVALID', 'scopes'));
    expect(await create(admin, { name: 'A', scopes: [...scopes, ...scopes] })).toEqual(refused('INVALID', 'scopes'));
    expect(await create(admin, { name: '', scopes })).toEqual(refused('INVALID', 'name'));
    expect(await create(admin, { name: 'A', scopes, expiresAt: inYears(-1) })).toEqual(refused('INVALID', 'expiresAt'));
    expect(await create(admin, { name: 'A', scopes, expiresAt: inYears(2.1) })).toEqual(refused('INVALID', 'expiresAt'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('is the last of 50 that live, also when two are made at once', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    await house.sql(
      `insert into accounts.api_key (organization_id, id, name, prefix, secret_hash, scopes, created_by_id, created_at, revoked_at)
       select $1, gen_random_uuid(), 'Key', 'dgk_00000000', sha256(gen_random_uuid()::text::bytea), '{member.read}', $2, now(),
         case when n > 49 then now() end
       from generate_series(1, 60) n`,
      [organization.id, admin.memberId],
    );

    const outcomes = await Promise.all(['One', 'Other'].map(name => create(admin, { name, scopes: ['member.read'] })));

    expect(outcomes.map(({ refusal }) => refusal?.code ?? 'done').sort()).toEqual(['API_KEY_LIMIT', 'done']);
  });

  it('is dead once revoked, and revoked once', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    const { apiKey, secret } = await create(admin, { name: 'Warehouse', scopes: ['member.read'] });

    const outcome = await revoke(owner, apiKey?.id);
    const before = await fingerprint(house, organization.id);

    expect(outcome.apiKey?.viewerCan).toEqual([]);
    expect(Date.parse(outcome.apiKey?.revokedAt ?? '')).not.toBeNaN();
    expect((await asKey(secret).askRaw('{ members { totalCount } }')).status).toBe(401);
    expect(await revoke(owner, apiKey?.id)).toEqual({ apiKey: null, refusal: { code: 'API_KEY_REVOKED', field: 'id' } });
    expect(await fingerprint(house, organization.id)).toEqual(before);
    expect(await toldOf(house, apiKey?.id ?? '')).toEqual({
      events: ['apiKey.created', 'apiKey.revoked', 'session.revoked'],
      audits: ['apiKey.create', 'apiKey.revoke'],
    });
  });

  it('of another organization is not there', async () => {
    const [theirs, ours] = [await house.organization(), await house.organization()];
    const { apiKey } = await create(await theirs.as('admin'), { name: 'Warehouse', scopes: ['member.read'] });
    const stranger = await ours.as('owner');
    const before = await fingerprint(house, theirs.id);
    const documents = [
      'query ($id: ID!) { apiKey(id: $id) { id } }',
      'mutation ($id: ID!) { apiKeyRevoke(input: { id: $id }) { apiKey { id } refusal { code message field } } }',
    ];

    for (const document of documents) {
      const real = await stranger.askRaw(document, { id: apiKey?.id });
      const random = await stranger.askRaw(document, { id: crypto.randomUUID() });

      expect([real.body.data, real.body.errors]).toEqual([random.body.data, random.body.errors]);
      expect(JSON.stringify(real.body.data)).toMatch(/"apiKey":null/);
    }
    expect(await fingerprint(house, theirs.id)).toEqual(before);
  });
});

describe('the API keys', () => {
  it('are found by whether they work, and by who made them', async () => {
    const organization = await house.organization();
    const [owner, admin] = [await organization.as('owner'), await organization.as('admin')];
    await house.sql(
      `insert into accounts.api_key (organization_id, id, name, prefix, secret_hash, scopes, created_by_id, created_at, expires_at, revoked_at)
       select $1, gen_random_uuid(), name, 'dgk_00000000', sha256(gen_random_uuid()::text::bytea), '{member.read}', $2, now(), expires_at, revoked_at
       from (values ('Endless', null, null), ('Running', now() + interval '1 day', null), ('Expired', now() - interval '1 day', null), ('Revoked', null, now())) k (name, expires_at, revoked_at)`,
      [organization.id, admin.memberId],
    );
    const found = async (filter: object): Promise<string[]> => {
      const list = 'query ($filter: ApiKeyFilter) { apiKeys(filter: $filter, orderBy: { field: NAME }) { nodes { name } } }';
      return (await owner.ask<{ apiKeys: { nodes: { name: string }[] } }>(list, { filter })).apiKeys.nodes.map(({ name }) => name);
    };

    expect(await found({ live: true })).toEqual(['Endless', 'Running']);
    expect(await found({ live: false, createdById: admin.memberId })).toEqual(['Expired', 'Revoked']);
    expect(await found({ createdById: owner.memberId })).toEqual([]);
    expect(await found({ createdById: 'nobody' })).toEqual([]);
  });

  it('come newest first, and cost as many statements for 50 as for 5', async () => {
    const organization = await house.organization();
    const admin = await organization.as('admin');
    await house.sql(
      `insert into accounts.api_key (organization_id, id, name, prefix, secret_hash, scopes, created_by_id, created_at, revoked_at)
       select $1, gen_random_uuid(), 'Key ' || n, 'dgk_00000000', sha256(gen_random_uuid()::text::bytea), '{member.read}', m.id,
         now() - n * interval '1 day', now()
       from generate_series(1, 10) n, accounts.member m where m.organization_id = $1`,
      [organization.id],
    );
    const list = 'query ($first: Int!) { apiKeys(first: $first) { nodes { id name viewerCan createdBy { name } } } }';

    const [few, many] = [await admin.askRaw(list, { first: 5 }), await admin.askRaw(list, { first: 50 })];

    const nodes = (answer: typeof few) => (answer.body.data as { apiKeys: { nodes: { name: string }[] } }).apiKeys.nodes;
    expect(nodes(few).map(({ name }) => name)).toEqual(Array(5).fill('Key 1'));
    expect(nodes(many)).toHaveLength(50);
    expect(few.body.extensions?.['trace']).toEqual({ fetches: 1, statements: 2 });
    expect(many.body.extensions?.['trace']).toEqual(few.body.extensions?.['trace']);
  });
});
