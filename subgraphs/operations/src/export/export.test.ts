import { beforeAll, describe, expect, it } from '@jest/globals';
import { exported, fingerprint, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Exports');
  owner = await organization.as('owner');
  await house.sql(
    `insert into platform.audit (organization_id, id, at, actor_id, actor_kind, credential_id, action, subject_id, after, request_id)
     select $1::uuid, gen_random_uuid(), '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second', $1::uuid, 'SYSTEM', 'x', 'testMany.happen', $1::uuid, jsonb_build_object('n', n), 'test-many' from generate_series(1, 2500) n`,
    [organization.id],
  );
});

interface Export {
  readonly downloadUrl: string | null;
  readonly rowCount: number | null;
  readonly viewerCan: string[];
  readonly job: { state: string; name: string };
}
const read = async (id: string, person = owner): Promise<Export | null> =>
  (await person.ask<{ export: Export | null }>('query ($id: ID!) { export(id: $id) { downloadUrl rowCount viewerCan job { state name } } }', { id })).export;
const start = async (person: Person, input: object): Promise<{ export: { id: string } | null; refusal: { code: string; field: string | null } | null }> =>
  (await person.ask<{ auditExport: never }>('mutation ($input: AuditExportInput!) { auditExport(input: $input) { export { id } refusal { code field } } }', { input })).auditExport;
const fetched = (path: string) => house.inside<{ status: number; headers: Record<string, string>; text: string }>('/fetch', { room: 'operations', path });
const pathOf = ({ downloadUrl }: Export): string => new URL(downloadUrl ?? '').pathname;
const lines = (text: string): string[] => text.split('\r\n').filter(line => line !== '');

describe('an export', () => {
  it('holds every entry asked for once, in order, over several pages, and says when its file is there', async () => {
    const id = await exported(owner, { format: 'JSONL', filter: { action: 'testMany' } });

    const row = await read(id);
    const { status, headers, text } = await fetched(pathOf(row!));
    const entries = text.trim().split('\n').map(line => (JSON.parse(line) as { after: { n: number } }).after.n);

    expect(row).toMatchObject({ rowCount: 2500, viewerCan: ['download'], job: { name: 'operations.export' } });
    expect(row?.downloadUrl?.startsWith(`${house.url}/files/operations/`)).toBe(true);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/x-ndjson; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-disposition']).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.jsonl"$/);
    expect(entries).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
    expect(await toldOf(house, id)).toEqual({ events: ['export.requested'], audits: ['auditEntry.export'] });
  });

  it('as CSV has a line of headings, quotes what needs it, and no cell that is a formula', async () => {
    for (const [place, action] of ['=1+1', '+1', '-1', '@SUM(1)', '\tx', '\rx'].entries()) {
      await house.sql(
        `insert into platform.audit (organization_id, id, at, actor_id, actor_kind, credential_id, action, subject_id, after, request_id)
         values ($1, gen_random_uuid(), '2026-02-01T00:00:00Z'::timestamptz + $2 * interval '1 second', $1, 'SYSTEM', 'x', 'test.formula', $1, '{"a":"b"}', $3)`,
        [organization.id, place, action],
      );
    }
    const id = await exported(owner, { format: 'CSV', filter: { action: 'test.formula' } });

    const ofRequest = await exported(owner, { format: 'CSV', filter: { action: 'test.formula', requestId: '-1' } });

    const { text } = await fetched(pathOf((await read(id))!));
    const [head, ...rows] = lines(text);

    expect(head).toBe('id,at,actorMemberId,actorKind,action,subjectId,before,after,cause,requestId');
    expect(rows[0]).toMatch(/^[\w-]{36},2026-02-01T00:00:00\.000Z,,SYSTEM,test\.formula,[\w-]{36},,"\{""a"":""b""\}",,'=1\+1$/);
    expect(rows.map(row => row.slice(row.lastIndexOf(',,') + 2))).toEqual([`'=1+1`, `'+1`, `'-1`, `'@SUM(1)`, `'\tx`, `"'\rx"`]);
    expect((await read(ofRequest))?.rowCount).toBe(1);
  });

  it('repeated under one key is one', async () => {
    const input = { format: 'CSV', filter: { action: 'testMany', from: '2026-01-01T00:00:00Z', before: '2026-01-01T00:00:11Z' }, idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await start(owner, input), await start(owner, input)];

    expect(first.refusal).toBeNull();
    expect(again).toEqual(first);
  });
});

describe('a link', () => {
  it('opens nothing once a letter of it differs, its time is over, or its export is gone', async () => {
    const path = pathOf((await read(await exported(owner, { format: 'CSV', filter: { action: 'test.nothing' } })))!);
    const [organizationId = '', id = '', until = '', signature = ''] = path.slice('/files/operations/'.length).split('.');
    const other = (await house.organization('Others')).id;
    const link = (...parts: string[]): string => `/files/operations/${parts.join('.')}`;

    const forged = [link(other, id, until, signature), link(organizationId, id, `${until}0`, signature), link(organizationId, crypto.randomUUID(), until, signature), link(organizationId, id, until), link('x'), '/files/operations/'];
    const answers = await Promise.all(forged.map(async one => (await fetched(one)).status));
    const good = await fetched(path);
    await house.sql('delete from operations.export where id = $1', [id]);

    expect(answers).toEqual(forged.map(() => 404));
    expect(lines(good.text)).toHaveLength(1);
    expect((await fetched(path)).status).toBe(404);
  });
});

describe('a refusal', () => {
  it('of whoever may not, and of one export too many, writes nothing', async () => {
    const crowded = await house.organization('Crowded');
    const [admin, agent] = [await crowded.as('admin'), await crowded.as('agent')];
    await house.sql(
      `insert into operations.export (organization_id, id, job_id, format, filter, created_at, expires_at)
       select $1, gen_random_uuid(), gen_random_uuid(), 'CSV', '{}', now(), now() + interval '1 day' from generate_series(1, 20)`,
      [crowded.id],
    );
    await house.settled(crowded);
    const before = await fingerprint(house, crowded.id);

    const denied = await agent.askRaw('mutation { auditExport(input: { format: CSV }) { refusal { code } } }');

    expect(await start(admin, { format: 'CSV' })).toEqual({ export: null, refusal: { code: 'EXPORT_LIMIT', field: null } });
    expect(denied.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(await fingerprint(house, crowded.id)).toEqual(before);
  });

  it('another organization\'s export answers like an unknown one', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const id = await exported(owner, { format: 'CSV', filter: { action: 'test.nothing' } });

    const about = async (subjectId: string) => read(await exported(stranger, { format: 'CSV', filter: { subjectId } }), stranger);

    expect([(await about(organization.id))?.rowCount, (await about(crypto.randomUUID()))?.rowCount]).toEqual([0, 0]);
    expect(await read(id, stranger)).toBeNull();
    expect(await read(crypto.randomUUID(), stranger)).toBeNull();
  });
});
