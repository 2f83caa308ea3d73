import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, openHouse, openSocket, pictured, pictureUrlOf, placeFor, png, sendFile, startPicture, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Pictures');
  owner = await organization.as('owner');
});

const remove = async (person: Person) =>
  (await person.ask<{ memberPictureRemove: object }>('mutation { memberPictureRemove { member { id pictureUrl } refusal { code field } } }')).memberPictureRemove;
const files = (memberId: string) =>
  house.sql<{ state: string; removed: boolean }>('select state, removed_at is not null as removed from platform.file where subject_id = $1 order by id', [memberId]);

describe('a picture', () => {
  it('is the member\'s for everybody in the organization as soon as it is whole, and who watches is told', async () => {
    const [agent, viewer] = [await organization.as('agent'), await organization.as('viewer')];
    const socket = openSocket(house.url, viewer);
    const watching = await socket.watch('subscription ($id: ID!) { memberChanged(id: $id) { pictureUrl } }', { id: agent.memberId });
    const before = await pictureUrlOf(agent);

    const bytes = await pictured(agent);

    const { data } = await watching.next();
    const url = (data?.memberChanged as { pictureUrl: string }).pictureUrl;
    const { member } = await viewer.ask<{ member: { pictureUrl: string } }>('query ($id: ID!) { member(id: $id) { pictureUrl } }', { id: agent.memberId });
    const shown = await Promise.all([url, member.pictureUrl].map(async one => Buffer.from(await (await fetch(one)).arrayBuffer()).equals(bytes)));
    expect(before).toBeNull();
    expect(url.startsWith(`${house.url}/files/accounts/`)).toBe(true);
    expect(shown).toEqual([true, true]);
    await socket.close();
  });

  it('takes the place of the one before, which nobody can fetch any more', async () => {
    const manager = await organization.as('manager');
    await pictured(manager);
    const first = (await pictureUrlOf(manager)) ?? '';

    const bytes = await pictured(manager);
    const second = (await pictureUrlOf(manager)) ?? '';

    expect((await fetch(first)).status).toBe(404);
    expect(Buffer.from(await (await fetch(second)).arrayBuffer()).equals(bytes)).toBe(true);
    expect(await files(manager.memberId)).toEqual([{ state: 'STORED', removed: true }, { state: 'STORED', removed: false }]);
  });

  it('is removed for everybody at once, and only when there is one', async () => {
    const analyst = await organization.as('analyst');
    await pictured(analyst);
    const url = (await pictureUrlOf(analyst)) ?? '';

    const removed = await remove(analyst);

    expect(removed).toEqual({ member: { id: analyst.memberId, pictureUrl: null }, refusal: null });
    expect((await fetch(url)).status).toBe(404);
    expect(await remove(analyst)).toEqual({ member: null, refusal: { code: 'MEMBER_NO_PICTURE', field: null } });
    expect(await toldOf(house, analyst.memberId)).toEqual({
      events: ['member.joined', 'member.pictureChanged', 'member.pictureRemoved'],
      audits: ['member.join', 'member.startPicture', 'member.changePicture', 'member.removePicture'],
    });
  });

  it('goes with its member', async () => {
    const [admin, leaver] = [await organization.as('admin'), await (organization.as('viewer'))];
    await pictured(leaver);
    const url = (await pictureUrlOf(leaver)) ?? '';

    await admin.ask('mutation ($id: ID!) { memberRemove(input: { id: $id }) { refusal { code } } }', { id: leaver.memberId });

    expect((await fetch(url)).status).toBe(404);
    expect(await files(leaver.memberId)).toEqual([{ state: 'STORED', removed: true }]);
  });
});

describe('an upload', () => {
  it.each<[what: string, input: object, field: string]>([
    ['no name', { name: '' }, 'name'], ['a name that is a path', { name: '../../etc/passwd' }, 'name'], ['a path of Windows', { name: 'C:\\temp\\a.png' }, 'name'],
    ['a name that is a folder', { name: '..' }, 'name'], ['a name with a line end', { name: 'a\nb.png' }, 'name'], ['a name that reads backwards', { name: '\u202egnp.exe' }, 'name'],
    ['a name of 201 letters', { name: 'n'.repeat(201) }, 'name'], ['a name that ends like a program', { name: 'picture.png.exe' }, 'name'],
    ['an SVG', { name: 'a.svg', type: 'image/svg+xml' }, 'type'], ['HTML', { name: 'a.html', type: 'text/html' }, 'type'], ['a PDF', { name: 'a.pdf', type: 'application/pdf' }, 'type'],
    ['nothing', { size: 0 }, 'size'], ['less than nothing', { size: -1 }, 'size'], ['a byte too many', { size: 2 * 1024 * 1024 + 1 }, 'size'],
  ])('of %s is refused, and leaves nothing', async (_what, input, field) => {
    const before = await fingerprint(house, organization.id);

    const refused = await startPicture(owner, { size: 100, ...input });

    expect(refused).toEqual({ upload: null, refusal: { code: 'INVALID', field } });
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('keeps any name people give, in letters of any script', async () => {
    const { upload } = await startPicture(owner, { name: 'Фото "1" ☕.png', size: 100 });
    await sendFile(upload!, new Uint8Array(png()));

    const { headers } = await fetch((await pictureUrlOf(owner)) ?? '');

    expect(headers.get('content-disposition')).toBe(`inline; filename="____ _1_ _.png"; filename*=UTF-8''%D0%A4%D0%BE%D1%82%D0%BE%20%221%22%20%E2%98%95.png`);
  });

  it('begun twice under one key is one, until it is done', async () => {
    const idempotencyKey = crypto.randomUUID();
    const [first, again] = [await startPicture(owner, { size: 100, idempotencyKey }), await startPicture(owner, { size: 100, idempotencyKey })];
    const other = await startPicture(owner, { size: 101, idempotencyKey });
    await sendFile(first.upload!, new Uint8Array(png()));

    expect(again).toEqual(first);
    expect(other.refusal).toEqual({ code: 'CONFLICT', field: 'idempotencyKey' });
    expect((await startPicture(owner, { size: 100, idempotencyKey })).refusal).toEqual({ code: 'CONFLICT', field: 'idempotencyKey' });
  });

  it('is the person\'s own: no key may begin one, nor remove a picture', async () => {
    const key = house.stranger({ authorization: `Bearer ${await organization.apiKey()}` });
    await key.ask('{ viewer { id } }'); // the first use of a key is noted on it
    const before = await fingerprint(house, organization.id);

    const answers = await Promise.all([
      key.askRaw('mutation { memberPictureUploadStart(input: { name: "a.png", size: 100, type: "image/png" }) { refusal { code } } }'),
      key.askRaw('mutation { memberPictureRemove { refusal { code } } }'),
      house.stranger().askRaw('mutation { memberPictureRemove { refusal { code } } }'),
    ]);

    expect(answers.map(({ body }) => body.errors?.[0]?.extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'UNAUTHENTICATED']);
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('comes to nothing when its member is kept out meanwhile, or the organization suspended', async () => {
    const crowd = await house.organization('Meanwhile');
    const [agent, analyst] = [await crowd.as('agent'), await crowd.as('analyst')];
    const places = [await placeFor(agent, 100), await placeFor(analyst, 100)] as const;
    await house.sql(`update accounts.member set state = 'DEACTIVATED' where id = $1`, [agent.memberId]);

    const out = await sendFile(places[0], new Uint8Array(png()));
    await house.sql(`update accounts.organization set state = 'SUSPENDED', suspended_at = now() where organization_id = $1`, [crowd.id]);
    const suspended = await sendFile(places[1], new Uint8Array(png()));

    expect([out, suspended]).toMatchObject([{ status: 403, body: { error: { code: 'FORBIDDEN' } } }, { status: 403, body: { error: { code: 'FORBIDDEN' } } }]);
    expect(await Promise.all([agent, analyst].map(({ memberId }) => files(memberId)))).toEqual([[{ state: 'PENDING', removed: false }], [{ state: 'PENDING', removed: false }]]);
  });

  it('is one of twenty at most, those at once included', async () => {
    const hasty = await (await house.organization('Hasty')).as('agent');

    const answers = await Promise.all(Array.from({ length: 24 }, () => startPicture(hasty, { size: 100 })));

    expect(answers.filter(({ upload }) => upload)).toHaveLength(20);
    expect(new Set(answers.flatMap(({ refusal }) => refusal?.code ?? []))).toEqual(new Set(['FILE_LIMIT']));
  });
});

it('costs as many statements for 50 members as for 5', async () => {
  const crowd = await house.organization('Faces');
  const admin = await crowd.as('admin');
  await house.sql(
    `insert into accounts.member (organization_id, id, user_id, role_id, name, email, state, joined_at, last_active_at, picture_id)
     select $1, gen_random_uuid(), gen_random_uuid(), r.id, 'Face ' || n, n || '@face.example', 'ACTIVE', now(), now(), gen_random_uuid()
     from generate_series(1, 50) n, accounts.role r where r.organization_id = $1 and r.key = 'agent'`,
    [crowd.id],
  );
  const list = 'query ($first: Int!) { members(first: $first, filter: { search: "Face" }) { nodes { pictureUrl } } }';

  const [few, many] = [await admin.askRaw(list, { first: 5 }), await admin.askRaw(list, { first: 50 })];

  expect((many.body.data as unknown as { members: { nodes: { pictureUrl: string | null }[] } }).members.nodes.filter(({ pictureUrl }) => pictureUrl)).toHaveLength(50);
  expect(many.body.extensions?.['trace']).toEqual(few.body.extensions?.['trace']);
  expect(few.body.extensions?.['trace']).toEqual({ fetches: 1, statements: 1 });
});
