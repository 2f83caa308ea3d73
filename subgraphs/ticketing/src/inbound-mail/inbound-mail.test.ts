import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, mailbox, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import { arrived, mailNamed, mailOf, post, type Shown } from '../../test/post.js';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Mails');
  owner = await organization.as('owner');
});

/** Posts to a new mailbox; answers the mailbox and what arrived there. */
async function posted(...mails: Buffer[]): Promise<{ id: string; inboundAddress: string; mails: Shown[] }> {
  const made = await mailbox(owner);
  for (const raw of mails) await post(house, made.inboundAddress, raw);
  return { ...made, mails: await arrived(owner, made.id) };
}

const verb = (name: string, input: string) => owner.ask(`mutation { mailbox${name}(input: ${input}) { refusal { code } } }`);

describe('a mail to a mailbox', () => {
  it('is stored to the byte, read, and told of', async () => {
    const raw = mailNamed('plain');

    const { id, inboundAddress, mails: [mail] } = await posted(raw);
    const response = await fetch(mail?.rawUrl ?? '');

    expect(mail).toMatchObject({
      messageId: '<plain@customer.test>', sha256: createHash('sha256').update(raw).digest('hex'), size: raw.length, envelopeSender: 'ada@customer.test', recipients: [inboundAddress],
      state: 'PARSED', reason: null, kind: 'HUMAN', signals: [], from: { name: 'Ada Byron', address: 'ada@customer.test' }, subject: 'My order', sentAt: '2026-10-01T08:00:00.000Z',
      inReplyTo: '<second@company.example>', references: ['<first@company.example>', '<second@company.example>'], files: [], html: null, mailbox: { id },
    });
    expect(mail?.text?.trim()).toBe('Where is it? Grüße');
    expect(Buffer.from(await response.arrayBuffer()).equals(raw)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'message/rfc822', 'content-disposition': expect.stringMatching(/^attachment; filename="mail.eml"/), 'x-content-type-options': 'nosniff' });
    expect(await toldOf(house, mail?.id ?? '')).toEqual({ events: ['mail.received', 'mail.parsed'], audits: [] });
    expect(await house.sql(`select related_ids from platform.event where subject_id = $1 and topic = 'mail.received'`, [mail?.id])).toEqual([{ related_ids: [id] }]);
  });

  it('is acknowledged and stored once when it comes again, at each of its mailboxes', async () => {
    const strangers = await house.organization('Strangers');
    const [ours, second, theirs] = [await mailbox(owner), await mailbox(owner), await mailbox(await strangers.as('owner'))];
    const raw = mailOf('Twice');

    const codes = [
      await post(house, [ours.inboundAddress, second.inboundAddress, theirs.inboundAddress, ours.inboundAddress.replace('@', '+token@')], raw),
      await post(house, ours.inboundAddress.toUpperCase(), raw),
    ].map(({ code }) => code);
    const [here, there] = [await arrived(owner, ours.id), await arrived(await strangers.as('owner'), theirs.id)];

    expect(codes).toEqual([250, 250]);
    expect(here.map(({ recipients }) => recipients)).toEqual([[ours.inboundAddress, ours.inboundAddress.replace('@', '+token@')]]);
    expect(await arrived(owner, second.id)).toHaveLength(1);
    expect(there.map(({ recipients }) => recipients)).toEqual([[theirs.inboundAddress]]);
    expect(await arrived(owner, theirs.id)).toEqual([]);
  });

  it('is refused for whoever is not ours, off, or gone, and nothing is stored', async () => {
    const [off, gone] = [await posted(), await posted(mailOf('Stays'))];
    await verb('Switch', `{ id: "${off.id}", state: OFF }`);
    await verb('Delete', `{ id: "${gone.id}" }`);
    const before = await fingerprint(house, organization.id);
    const addresses = [off.inboundAddress, gone.inboundAddress, 'support@company.example', `${'a'.repeat(26)}@mail.localhost`, off.inboundAddress.replace('@', '@x.'), `a'--@mail.localhost`];

    const answers = [];
    for (const to of addresses) answers.push(await post(house, to, mailOf('No')));

    expect(answers.map(({ said }) => said.slice(0, 9))).toEqual(addresses.map(() => '550 5.1.1'));
    expect(await fingerprint(house, organization.id)).toEqual(before);
    expect((await arrived(owner, gone.id)).map(({ subject, mailbox: of }) => ({ subject, of }))).toEqual([{ subject: 'Stays', of: null }]);
  });

  it('is 552 when it is too large', async () => {
    const made = await mailbox(owner);

    const { code } = await post(house, made.inboundAddress, Buffer.concat([mailOf('Large'), Buffer.alloc(26_300_000, 'x\r\n')]));

    expect(code).toBe(552);
    expect(await arrived(owner, made.id)).toEqual([]);
  });

  it('is stored for a suspended organization too', async () => {
    const suspended = await house.organization('Suspended');
    const lead = await suspended.as('owner');
    const made = await mailbox(lead);
    await house.sql(`update accounts.organization set state = 'SUSPENDED', suspended_at = now() where organization_id = $1`, [suspended.id]);

    const { code } = await post(house, made.inboundAddress, mailOf('Still here'));

    expect(code).toBe(250);
    expect(await arrived(lead, made.id)).toMatchObject([{ subject: 'Still here', state: 'PARSED' }]);
  });
});

describe('what a mail says', () => {
  it.each<[string, object]>([
    ['no-message-id', { messageId: expect.stringMatching(/^<[0-9a-f]{64}@no-message-id\.invalid>$/), sentAt: null, subject: 'No id', kind: 'HUMAN' }],
    ['odd-date', { sentAt: null, kind: 'HUMAN' }],
    ['odd-charset', { state: 'PARSED', text: expect.stringContaining('caf') }],
    ['shift-jis', { subject: '注文', text: expect.stringContaining('注文はどこですか') }],
    ['split-names', { files: [{ filename: 'résumé of the year.pdf', contentType: 'application/pdf', size: 9 }, { filename: 'winmail.dat', contentType: 'application/ms-tnef', size: 7 }] }],
    ['deep', { state: 'UNREADABLE', reason: expect.stringMatching(/nesting/i), kind: null }],
    ['two-from', { state: 'PARSED', from: { name: '', address: expect.stringMatching(/@(customer|evil)\.test$/) } }],
    ['bounce', { kind: 'BOUNCE', signals: expect.arrayContaining(['delivery-report', 'mailer-daemon', 'null-return-path', 'auto-submitted']) }],
    ['auto-reply', { kind: 'AUTOMATIC', signals: expect.arrayContaining(['null-return-path', 'auto-submitted', 'response-suppress']) }],
    ['list', { kind: 'AUTOMATIC', signals: ['precedence', 'list'] }],
    ['no-boundary', { state: 'PARSED', text: expect.stringContaining('The end is missing.') }],
  ])('%s', async (name, expected) => {
    const raw = mailNamed(name);

    const { mails } = await posted(raw);

    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject(expected);
    expect(Buffer.from(await (await fetch(mails[0]?.rawUrl ?? '')).arrayBuffer()).equals(raw)).toBe(true);
  });

  it('as HTML runs nothing, asks nothing and loads nothing', async () => {
    const { mails: [mail] } = await posted(mailNamed('script'));

    expect(mail?.html).toContain('Hello');
    expect(mail?.html).toContain('<img alt="pixel" data-blocked-src="http://evil.test/pixel.png" />');
    expect(mail?.html).toContain('src="cid:logo@customer.test"');
    expect(mail?.html).toContain('rel="noopener noreferrer nofollow"');
    expect(mail?.html).not.toMatch(/script|alert|onload|onerror|url\(|<form|<input|<iframe|<svg|<math|<style| src="http/i);
  });

  it('holds no header that a sender smuggled into an address or a subject', async () => {
    const raw = Buffer.from('From: =?utf-8?Q?Ada=0D=0ABcc:_evil@evil.test?= <ada@customer.test>\r\nSubject: =?utf-8?Q?a=0D=0AX-Evil:_1=00?=\r\nMessage-ID: <smuggled@customer.test>\r\n\r\nHello\0\r\n');

    const { mails: [mail] } = await posted(raw);

    expect(mail).toMatchObject({ state: 'PARSED', subject: 'a X-Evil: 1', from: { address: 'ada@customer.test' } });
    expect(`${mail?.from?.name ?? ''}${mail?.subject ?? ''}`).not.toMatch(/[\r\n\0]/);
  });
});

describe('mails in a list', () => {
  it('are filtered, and cost as many statements for 50 as for 5', async () => {
    const few = await posted(...Array.from({ length: 5 }, (_, n) => mailOf(`Few ${String(n)}`)));
    const many = await posted(...Array.from({ length: 50 }, (_, n) => mailOf(`Many ${String(n)}`)));
    const ask = async (filter: object) =>
      (await owner.askRaw('query ($filter: InboundMailFilter) { inboundMails(filter: $filter, first: 100) { totalCount nodes { subject text html rawUrl viewerCan mailbox { name } } } }', { filter })).body;

    const [five, fifty] = [await ask({ mailboxId: few.id, from: 'ADA@customer.test' }), await ask({ mailboxId: many.id })];

    expect([five, fifty].map(({ data }) => (data?.inboundMails as { totalCount: number }).totalCount)).toEqual([5, 50]);
    expect(five.extensions?.trace).toEqual({ fetches: 1, statements: 4 });
    expect(fifty.extensions?.trace).toEqual(five.extensions?.trace);
    for (const filter of [{ kind: 'BOUNCE' }, { state: 'UNREADABLE' }, { from: 'ada' }, { receivedBefore: '2020-01-01T00:00:00Z' }, { receivedFrom: '2100-01-01T00:00:00Z' }]) {
      expect((await ask({ mailboxId: few.id, ...filter })).data).toEqual({ inboundMails: { totalCount: 0, nodes: [] } });
    }
  }, 120_000);

  it('are read again on demand, once for each key', async () => {
    const { mails: [mail] } = await posted(mailOf('Again'));
    await house.sql(`update ticketing.inbound_mail set state = 'UNREADABLE', reason = 'test', kind = null, subject = null where id = $1`, [mail?.id]);
    const reparse = (person: Person) => person.askRaw('mutation ($input: InboundMailReparseInput!) { inboundMailReparse(input: $input) { inboundMail { id } refusal { code } } }', { input: { id: mail?.id, idempotencyKey: 'once' } });

    const [first, again, denied] = [await reparse(owner), await reparse(owner), await reparse(await organization.as('manager'))];
    await house.settled(organization);

    expect(first.body.data).toEqual({ inboundMailReparse: { inboundMail: { id: mail?.id }, refusal: null } });
    expect(again.body.data).toEqual(first.body.data);
    expect(denied.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await owner.ask('query ($id: ID!) { inboundMail(id: $id) { state subject } }', { id: mail?.id })).toEqual({ inboundMail: { state: 'PARSED', subject: 'Again' } });
    expect(await toldOf(house, mail?.id ?? '')).toEqual({ events: ['mail.received', 'mail.parsed', 'mail.reparseRequested', 'mail.parsed'], audits: ['inboundMail.reparse'] });
  });
});

describe('the way in', () => {
  it('is open to nobody at the public port', async () => {
    const made = await mailbox(owner);
    const envelope = `${JSON.stringify({ sender: '', recipients: [made.inboundAddress] })}\n${mailOf('Past the door').toString()}`;
    const paths = ['/internal/mail', '/files/ticketing/../../internal/mail', '/files/ticketing/%2e%2e/%2e%2e/internal/mail', '/hooks/ticketing/../../internal/mail', '/hooks/ticketing/%2e%2e/%2e%2e/internal/mail', '/auth/%2e%2e/internal/mail', '/files/ticketing//internal/mail'];

    const statuses = [];
    for (const path of paths) {
      statuses.push((await house.call(path, envelope)).status, (await house.call(`${path}/recipient?address=${made.inboundAddress}`)).status);
    }

    expect(statuses.filter(status => status < 400)).toEqual([]);
    expect(await arrived(owner, made.id)).toEqual([]);
  });

  it('of a raw mail is a link that nobody can forge', async () => {
    const { mails: [mail] } = await posted(mailOf('Linked'));
    const { pathname } = new URL(mail?.rawUrl ?? '');
    const [of = '', id = '', until = '', signature = ''] = pathname.slice('/files/ticketing/'.length).split('.');
    const other = (await house.organization('Others')).id;

    const forged = [[other, id, until, signature], [of, id, `${until}0`, signature], [of, crypto.randomUUID(), until, signature], [of, id, until]];
    const statuses = await Promise.all(forged.map(async parts => (await house.call(`/files/ticketing/${parts.join('.')}`)).status));

    expect(statuses).toEqual([404, 404, 404, 404]);
  });
});
