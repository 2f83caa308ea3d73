import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { request as open, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deriveKey, signedLink, type Context } from '@deskgraph/kit';
import { openHouse, pictured, pictureUrlOf, placeFor, png, raiseHouse, sendFile, toldOf, type Organization, type Person, type RaisedHouse, type TestHouse, type UploadPlace } from '@deskgraph/testing';

/** What the doors of files promise, in one process and in a process for each room. */
describe.each(['one', 'each'] as const)('a file, in mode %s', mode => {
  let raised: RaisedHouse | undefined;
  let house: TestHouse;
  let organization: Organization;
  let owner: Person;
  beforeAll(async () => {
    raised = mode === 'one' ? undefined : await raiseHouse({ mode });
    house = await openHouse(raised?.standing);
  }, 180_000);
  beforeAll(async () => {
    organization = await house.organization('Files');
    owner = await organization.as('owner');
  });
  afterAll(() => raised?.close());

  const idIn = ({ url }: Pick<UploadPlace, 'url'>): string => new URL(url).pathname.split('.')[1] ?? '';
  const stateOf = async (place: UploadPlace): Promise<string | undefined> => (await house.sql<{ state: string }>('select state from platform.file where id = $1', [idIn(place)]))[0]?.state;
  /** The bytes of an organization: those in their place, and drafts with their lengths. */
  const bytesOf = ({ id }: Organization): { kept: string[]; drafts: number[] } => {
    const list = (folder: string): string[] => (existsSync(join(house.filesDir, folder)) ? readdirSync(join(house.filesDir, folder)) : []);
    return { kept: list(id), drafts: list('incoming').filter(name => name.startsWith(id)).map(name => statSync(join(house.filesDir, 'incoming', name)).size) };
  };
  const draftsOf = (place: UploadPlace): number => (existsSync(join(house.filesDir, 'incoming')) ? readdirSync(join(house.filesDir, 'incoming')).filter(name => name.includes(idIn(place))).length : 0);
  /** Looks again and again until it is as expected, for at most 10 s. Answers the last. */
  const become = async <T>(look: () => T, expected: T): Promise<T> => {
    for (const end = Date.now() + 10_000; look() !== expected && Date.now() < end; ) await sleep(10);
    return look();
  };
  /** A link as only the house can make it. */
  const signed = (purpose: string, organizationId: string, id: string, until: Date): string =>
    signedLink({ publicUrl: house.url, key: (name: string) => deriveKey(house.secret, name) } as Context, 'accounts', purpose, { organizationId, id }, until);
  const put = (url: string, bytes = png()) => sendFile({ url, method: 'PUT', headers: [{ name: 'content-type', value: 'image/png' }] }, new Uint8Array(bytes));
  /** An upload whose body the test writes itself. */
  const begin = ({ url }: UploadPlace, headers: Record<string, string>): { outgoing: ClientRequest; answer: Promise<number> } => {
    const outgoing = open(url, { method: 'PUT', headers: { 'content-type': 'image/png', ...headers }, agent: false });
    const answer = new Promise<number>(done => outgoing.on('response', incoming => { incoming.resume(); done(incoming.statusCode ?? 0); }).on('error', () => done(0)));
    return { outgoing, answer };
  };

  it('comes back as it went, under its name, to be shown and never run', async () => {
    const bytes = png(2 * 1024 * 1024);
    const place = await placeFor(owner, bytes.length);

    const sent = await sendFile(place, new Uint8Array(bytes));
    const got = await fetch((await pictureUrlOf(owner)) ?? '');

    expect(sent).toMatchObject({ status: 201, body: { stored: { name: 'picture.png', size: bytes.length, type: 'image/png' } } });
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="picture.png"; filename*=UTF-8''picture.png`,
      'content-security-policy': `default-src 'none'; sandbox`,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(bytesOf(organization)).toEqual({ kept: [idIn(place)], drafts: [] });
  });

  it('is written while it comes, by one sender at a time', async () => {
    const bytes = png(300_000);
    const place = await placeFor(owner, bytes.length);
    const { outgoing, answer } = begin(place, { 'content-length': String(bytes.length) });
    outgoing.write(bytes.subarray(0, 150_000));

    const written = await become(() => bytesOf(organization).drafts[0], 150_000);
    const second = await sendFile(place, new Uint8Array(bytes));
    outgoing.end(bytes.subarray(150_000));

    expect(written).toBe(150_000);
    expect(second).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
    expect(await answer).toBe(201);
    expect(await stateOf(place)).toBe('STORED');
  });

  it.each<[what: string, bytes: Buffer, status: number, code: string, field: string]>([
    ['a program', Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(92)]), 415, 'FILE_OTHER_TYPE', 'type'],
    ['an HTML page', Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(100)), 415, 'FILE_OTHER_TYPE', 'type'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'.padEnd(100)), 415, 'FILE_OTHER_TYPE', 'type'],
    ['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(96)]), 415, 'FILE_OTHER_TYPE', 'type'],
    ['one byte more', png(101), 413, 'FILE_TOO_LONG', 'size'],
    ['much more', png(5_000_000), 413, 'FILE_TOO_LONG', 'size'],
    ['one byte less', png(99), 400, 'FILE_TOO_SHORT', 'size'],
    ['nothing', Buffer.alloc(0), 400, 'FILE_TOO_SHORT', 'size'],
  ])('is not %s that was called a PNG of 100 bytes, of which nothing stays; the link stays good', async (_what, bytes, status, code, field) => {
    const place = await placeFor(owner, 100);
    const before = bytesOf(organization);

    const refused = await sendFile(place, new Uint8Array(bytes));

    expect(refused).toMatchObject({ status, body: { error: { code, field }, requestId: expect.any(String) } });
    expect(bytesOf(organization)).toEqual(before);
    expect(await stateOf(place)).toBe('PENDING');
    expect(await sendFile(place, new Uint8Array(png()))).toMatchObject({ status: 201 });
  });

  it('is refused as another type, compressed, or larger than the house takes', async () => {
    const place = await placeFor(owner, 100);
    const huge = begin(place, { 'content-length': '27000000' });
    huge.outgoing.write(png());

    const answers = [await sendFile(place, new Uint8Array(png()), { 'content-type': 'text/html' }), await sendFile(place, new Uint8Array(png()), { 'content-encoding': 'gzip' })];

    expect(answers.map(({ status }) => status)).toEqual([415, 415]);
    expect(await huge.answer).toBe(413);
    expect([await stateOf(place), draftsOf(place)]).toEqual(['PENDING', 0]);
  });

  it('leaves nothing when its sender goes away, however often, and the room stays open', async () => {
    const place = await placeFor(owner, 300_000);

    for (let n = 0; n < 8; n++) {
      const { outgoing, answer } = begin(place, { 'content-length': '300000' });
      outgoing.write(png(150_000));
      expect(await become(() => draftsOf(place), 1)).toBe(1);
      outgoing.destroy();
      await answer;
      expect(await become(() => draftsOf(place), 0)).toBe(0);
    }

    expect(await stateOf(place)).toBe('PENDING');
    expect((await sendFile(place, new Uint8Array(png(300_000)))).status).toBe(201);
  });

  it('opens to no link that is forged, over, used, or meant for something else', async () => {
    const [bytes, stranger] = [png(), await house.organization('Strangers')];
    const place = await placeFor(owner, 100);
    const soonOver = new Date(Date.now() + 60_000);
    const id = idIn(place);
    await pictured(owner, bytes);
    const url = (await pictureUrlOf(owner)) ?? '';
    const [head = '', , until = '', signature = ''] = place.url.split('.').slice(-4);
    const before = bytesOf(organization);

    const puts = [
      place.url.slice(0, -1), `${place.url}x`, place.url.replace(organization.id, stranger.id), place.url.replace(id, idIn({ url })), place.url.replace(until, `${until}0`), `${head}.${id}.${until}`,
      signed('put', organization.id, id, new Date(Date.now() - 1)), signed('put', stranger.id, id, soonOver), signed('put', organization.id, crypto.randomUUID(), soonOver), signed('get', organization.id, id, soonOver),
      `${house.url}/files/accounts/`, `${house.url}/files/accounts/x`, place.url.replace('/accounts/', '/operations/'), place.url.replace('/accounts/', '/accounts/..%2f'), place.url.replace(signature, '..%2f..'),
    ];
    const gets = [place.url, signed('get', organization.id, id, soonOver), signed('get', stranger.id, idIn({ url }), soonOver), signed('get', organization.id, idIn({ url }), new Date(Date.now() - 1)), url.replace(organization.id, stranger.id)];
    const putStatuses = await Promise.all(puts.map(async one => (await put(one)).status));
    const getStatuses = await Promise.all(gets.map(async one => (await fetch(one)).status));

    expect(putStatuses).toEqual(puts.map(() => 404));
    expect(getStatuses).toEqual(gets.map(() => 404));
    expect(bytesOf(organization)).toEqual(before);
    expect((await put(place.url)).status).toBe(201);
    expect(await put(place.url)).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
    expect(bytesOf(stranger)).toEqual({ kept: [], drafts: [] });
  });

  it('whose transaction fails at its very end is no file yet, and is one when it is sent again', async () => {
    const unlucky = await house.organization('Unlucky');
    const agent = await unlucky.as('agent');
    const place = await placeFor(agent, 100);
    await house.sql(`
      create function public.test_fail() returns trigger language plpgsql as $$ begin raise exception 'The commit fails.'; end $$;
      create constraint trigger test_fail after update on platform.file deferrable initially deferred for each row when (new.organization_id = '${unlucky.id}') execute function public.test_fail()`);

    const failed = await sendFile(place, new Uint8Array(png())).finally(() => house.sql('drop trigger test_fail on platform.file; drop function public.test_fail()'));
    const left = [await stateOf(place), await pictureUrlOf(agent), bytesOf(unlucky)];
    const again = await pictured(agent);

    expect(failed.status).toBeGreaterThanOrEqual(500);
    expect(left).toEqual(['PENDING', null, { kept: [idIn(place)], drafts: [] }]); // found by the sweep, unless the link is used
    expect((await sendFile(place, new Uint8Array(png()))).status).toBe(201);
    expect(again).toHaveLength(100);
    expect((await toldOf(house, agent.memberId)).events).toEqual(['member.joined', 'member.pictureChanged', 'member.pictureChanged']);
  });

  it('asks for no cookie, takes none, and nothing from pages of other origins', async () => {
    const place = await placeFor(owner, 100);
    const foreign = { origin: 'https://evil.example', cookie: owner.cookie };
    const preflight = async (origin: string) => {
      const { status, headers } = await fetch(place.url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' } });
      return [status, headers.get('access-control-allow-origin')];
    };

    const fromPage = await sendFile(place, new Uint8Array(png()), foreign);
    const methods = await Promise.all(['POST', 'DELETE', 'HEAD'].map(async method => (await fetch(place.url, { method })).status));

    expect(fromPage).toMatchObject({ status: 403, body: { error: { code: 'ORIGIN_NOT_ALLOWED' } } });
    expect(await preflight('https://evil.example')).toEqual([403, null]);
    expect(await preflight(house.url)).toEqual([204, house.url]);
    expect(methods).toEqual([405, 405, 405]);
    expect((await sendFile(place, new Uint8Array(png()), { origin: house.url })).status).toBe(201);
  });

  it('is told by the event and the audit trail, as the work of who began it', async () => {
    const agent = await organization.as('agent');
    const place = await placeFor(agent, 100);
    await sendFile(place, new Uint8Array(png()));

    const told = await toldOf(house, agent.memberId);
    const causes = await house.sql('select action, cause from platform.audit where subject_id = $1 and action like $2 order by id', [agent.memberId, '%icture']);

    expect(told.events.slice(1)).toEqual(['member.pictureChanged']);
    expect(causes).toEqual([{ action: 'member.startPicture', cause: null }, { action: 'member.changePicture', cause: `file ${idIn(place)}` }]);
  });
});
