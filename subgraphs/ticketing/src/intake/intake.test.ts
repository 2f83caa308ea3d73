import { beforeAll, describe, expect, it } from '@jest/globals';
import { consumed, openHouse, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import pg from 'pg';
import { deskOf, does, opened, sinkOf, ticketOf, ticketsOf, until, type Asked, type Desk } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let owner: Person;
let agent: Person;
let desk: Desk;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Intake');
  [owner, agent] = [await organization.as('owner'), await organization.as('agent')];
  desk = await deskOf(house, owner);
});

const at = async ({ mailboxId }: Desk, count: number): Promise<Asked[]> => until(() => ticketsOf(agent, { mailboxId }), found => found.length >= count);
const one = async (letter?: Parameters<Desk['write']>[0]): Promise<{ ticket: Asked; messageId: string; here: Desk }> => {
  const here = await deskOf(house, owner);
  const messageId = await here.write(letter);
  const [ticket] = await at(here, 1);
  return { ticket: ticket as Asked, messageId, here };
};
const after = (id: string, messages: number) => until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.length >= messages);

describe('a mail', () => {
  it('becomes a ticket of whoever wrote it, who becomes a customer', async () => {
    const from = `${crypto.randomUUID()}@customer.test`;

    const { ticket, messageId } = await one({ from: `Ada Byron <${from}>`, subject: 'Late order', text: 'Where is it?' });
    const known = await until(() => ticketOf(agent, ticket.id), ({ customer }) => customer !== null);

    expect(known).toMatchObject({ subject: 'Late order', status: 'OPEN', priority: 'NORMAL', channel: 'MAIL', requesterName: 'Ada Byron', requesterAddress: from, tags: [], messages: { nodes: [{ kind: 'INBOUND', text: 'Where is it?', authorName: 'Ada Byron', messageId, isAutomatic: false }] } });
    const { customer } = await agent.ask<{ customer: { name: string; tickets: { id: string }[]; ticketCount: number } }>('query ($id: ID!) { customer(id: $id) { name tickets { id } ticketCount } }', { id: known.customer?.id });
    expect(customer).toEqual({ name: 'Ada Byron', tickets: [{ id: ticket.id }], ticketCount: 1 });
    expect(known.history.nodes).toEqual([{ kind: 'CREATED', from: null, to: 'Late order', actor: null }]);
  });

  it('that answers goes into the ticket with what is new in it, and makes it the organization\'s turn', async () => {
    const { ticket, messageId, here } = await one();
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'RESOLVED' });

    await here.write({ subject: 'Something else', headers: [`References: ${messageId}`], text: 'Still nothing.\n\nOn Mon, 2 Nov 2026 at 10:00, Support <support@company.example> wrote:\n> It is on its way.' });
    const now = await after(ticket.id, 2);

    expect(now).toMatchObject({ status: 'OPEN', messages: { nodes: [{}, { text: 'Still nothing.' }] } });
    expect(await ticketsOf(agent, { mailboxId: here.mailboxId })).toHaveLength(1);
    const { ticket: { messages } } = await agent.ask<{ ticket: { messages: { nodes: { fullText: string; hasQuote: boolean }[] } } }>('query ($id: ID!) { ticket(id: $id) { messages { nodes { fullText hasQuote } } } }', { id: ticket.id });
    expect(messages.nodes[1]?.fullText).toContain('It is on its way.');
    expect(messages.nodes.map(({ hasQuote }) => hasQuote)).toEqual([false, true]);
  });

  it('of an automaton is heard, and moves nothing', async () => {
    const { ticket, messageId, here } = await one();
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'PENDING' });

    await here.write({ headers: [`In-Reply-To: ${messageId}`, 'Auto-Submitted: auto-replied'], text: 'I am away.' });
    const now = await after(ticket.id, 2);

    expect(now).toMatchObject({ status: 'PENDING', messages: { nodes: [{ isAutomatic: false }, { isAutomatic: true }] } });
  });

  it('that answers to a closed ticket begins another, which points back', async () => {
    const { ticket, messageId, here } = await one();
    await does(agent, 'ticketChangeStatus', { id: ticket.id, status: 'CLOSED' });

    await here.write({ headers: [`In-Reply-To: ${messageId}`] });
    const [, second] = await at(here, 2);

    expect(second).toMatchObject({ status: 'OPEN', previous: { id: ticket.id } });
    expect((await ticketOf(agent, ticket.id)).messages.nodes).toHaveLength(1);
  });

  it.each([
    ['the number in its subject', (ticket: Asked) => ({ subject: `Re: ticket ${String(ticket.number)}` })],
    ['a Message-ID of another mailbox', (_: Asked, messageId: string) => ({ headers: [`In-Reply-To: ${messageId}`] })],
  ])('finds no ticket by %s', async (_, letterOf) => {
    const { ticket, messageId } = await one();

    await desk.write({ ...letterOf(ticket, messageId), from: `Eve <${crypto.randomUUID()}@evil.test>` });
    await until(() => ticketsOf(agent, { mailboxId: desk.mailboxId }), found => found.some(({ requesterName }) => requesterName === 'Eve'));

    expect((await ticketOf(agent, ticket.id)).messages.nodes).toHaveLength(1);
  });

  it('to a ticket that was merged into one of another mailbox goes on there', async () => {
    const [source, target] = [await one(), await one()];
    await does(owner, 'ticketMerge', { sourceId: source.ticket.id, targetId: target.ticket.id });

    await source.here.write({ headers: [`In-Reply-To: ${source.messageId}`], text: 'And now?' });
    const { messages } = await after(target.ticket.id, 3);

    expect(messages.nodes.map(({ text }) => text)).toEqual(['Where is it?', 'Where is it?', 'And now?']);
    expect((await ticketOf(agent, source.ticket.id)).messages.nodes).toEqual([]);
  });

  it('that waits while its ticket is merged follows it', async () => {
    const [source, target] = [await one(), await one()];
    await until(() => ticketOf(agent, source.ticket.id), ({ customer }) => customer !== null); // from here on nobody else waits for the ticket
    const other = new pg.Client({ connectionString: house.ownerUrl });
    await other.connect();
    const { rows: [self] } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    await other.query('begin');
    await other.query(`update ticketing.ticket set status = 'CLOSED', resolved_at = now(), merged_into_id = $2 where id = $1`, [source.ticket.id, target.ticket.id]);
    await other.query('update ticketing.message set ticket_id = $2 where ticket_id = $1', [source.ticket.id, target.ticket.id]);

    await source.here.write({ headers: [`In-Reply-To: ${source.messageId}`], text: 'And now?' });
    await until(() => house.sql('select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))', [self?.pid]), ({ length }) => length > 0);
    await other.query('commit');
    await other.end();
    const { messages } = await after(target.ticket.id, 3);

    expect(messages.nodes.at(-1)?.text).toBe('And now?');
    expect(await ticketsOf(agent, { mailboxId: source.here.mailboxId })).toEqual([]);
  });

  it('to a ticket whose mailbox is gone is heard at another, where the ticket goes on', async () => {
    const { ticket, messageId, here } = await one();
    await owner.ask('mutation ($id: ID!) { mailboxDelete(input: { id: $id }) { refusal { code } } }', { id: here.mailboxId });

    await desk.write({ headers: [`In-Reply-To: ${messageId}`], text: 'And now?' });
    const { messages } = await after(ticket.id, 2);

    expect(messages.nodes.at(-1)?.text).toBe('And now?');
    expect(await owner.ask('query ($id: ID!) { ticket(id: $id) { mailbox { id } } }', { id: ticket.id })).toEqual({ ticket: { mailbox: { id: desk.mailboxId } } });
  });

  it('without a subject, a sender or words is a ticket all the same', async () => {
    const here = await deskOf(house, owner);

    await here.write({ raw: `Message-ID: <${crypto.randomUUID()}@nobody.test>\r\n\r\n\r\n` });
    await here.write({ from: 'undisclosed', subject: '' });
    const found = await at(here, 2);

    expect(found.map(({ subject, requesterAddress, customer, viewerCan }) => [subject, requesterAddress, customer, viewerCan.includes('reply')])).toEqual([['(no subject)', null, null, false], ['(no subject)', null, null, false]]);
  });

  it('with more in its address than can be kept, or a byte that cannot, holds up nobody, and any other address is kept as it is known', async () => {
    const here = await deskOf(house, owner);
    const name = crypto.randomUUID();
    const report = ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: message/delivery-status', '', 'Action: failed', `Original-Message-ID: <a\0${name}@customer.test>`, '', '--b--'];

    await here.write({ raw: ['From: MAILER-DAEMON@customer.test', `Message-ID: <${crypto.randomUUID()}@customer.test>`, ...report].join('\r\n') });
    await here.write({ from: `Eve <${name}@bücher.example/${'a'.repeat(300)}>` });
    await here.write({ from: `Ada <${name.toUpperCase()}@BÜCHER.example>` });
    const found = await at(here, 2);
    await house.settled(organization);
    await consumed(house, 'ticketing.mails', 'mail.parsed', [organization]);

    expect(new Set(found.map(({ requesterAddress }) => requesterAddress))).toEqual(new Set([null, `${name}@xn--bcher-kva.example`]));
    expect(await house.sql('select from platform.parked where organization_id = $1', [organization.id])).toEqual([]);
  });

  it.each([
    ['whoever wrote it, where the Reply-To is a mailbox of ours', (ours: string) => ours, (from: string) => from],
    ['the first in the Reply-To that is none of ours', (ours: string) => `Support <${ours.toUpperCase()}>, Bob <bob@customer.test>`, () => 'bob@customer.test'],
  ])('is answered to %s', async (_, replyTo, expected) => {
    const from = `${crypto.randomUUID()}@customer.test`;

    const { ticket } = await one({ from: `Ada <${from}>`, headers: [`Reply-To: ${replyTo(desk.address)}`] });

    expect(ticket.requesterAddress).toBe(expected(from));
  });

  it('as HTML alone is read as text too, and shown without what could run', async () => {
    const { ticket } = await one({ headers: ['Content-Type: text/html; charset=utf-8'], text: '<p>Where is <b>it</b>?</p><script>alert(1)</script>' });

    const { ticket: { messages } } = await agent.ask<{ ticket: { messages: { nodes: { text: string; html: string }[] } } }>('query ($id: ID!) { ticket(id: $id) { messages { nodes { text html } } } }', { id: ticket.id });

    expect(messages.nodes).toEqual([{ text: 'Where is it?', html: expect.not.stringContaining('script') }]);
    expect(messages.nodes[0]?.html).toContain('<b>it</b>');
  });

  it('read again changes nothing that was said', async () => {
    const { ticket } = await one();
    const [mail] = await house.sql<{ id: string }>('select inbound_mail_id as id from ticketing.message where ticket_id = $1', [ticket.id]);

    await owner.ask('mutation ($id: ID!) { inboundMailReparse(input: { id: $id }) { refusal { code } } }', { id: mail?.id });
    await until(() => house.sql('select 1 from platform.event where subject_id = $1 and topic = $2', [mail?.id, 'mail.parsed']), rows => rows.length === 2);
    await house.settled(organization);

    expect((await ticketOf(agent, ticket.id)).messages.nodes).toHaveLength(1);
  });
});

describe('a reply', () => {
  it('that comes back says why, and makes it the organization\'s turn again', async () => {
    const { ticket, here } = await one();
    const { message } = await does(agent, 'messageReply', { ticketId: ticket.id, text: 'It comes tomorrow.' });
    await until(() => ticketOf(agent, ticket.id), ({ messages: { nodes } }) => nodes[1]?.delivery === 'SENT');
    const report = ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'It failed.', '--b', 'Content-Type: message/delivery-status', '', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 no such user', '', '--b', 'Content-Type: message/rfc822', '', `Message-ID: ${message?.messageId ?? ''}`, 'Subject: Re: Late order', '', 'It comes tomorrow.', '--b--'];

    await here.write({ raw: [`From: MAILER-DAEMON@customer.test`, `Message-ID: <${crypto.randomUUID()}@customer.test>`, ...report].join('\r\n') });
    const now = await until(() => ticketOf(agent, ticket.id), ({ messages: { nodes } }) => nodes[1]?.delivery === 'BOUNCED');

    expect(now).toMatchObject({ status: 'OPEN', messages: { nodes: [{}, { delivery: 'BOUNCED', deliveryReason: expect.stringMatching(/5\.1\.1|no such user/) }] } });
    expect(await ticketsOf(agent, { mailboxId: here.mailboxId })).toHaveLength(1);
  });
});

describe('a bounce', () => {
  it('of a long reply in HTML ends it', async () => {
    const { ticket, here } = await one();
    const { message } = await does(agent, 'messageReply', { ticketId: ticket.id, text: 'It comes tomorrow.' });
    await until(() => ticketOf(agent, ticket.id), ({ messages: { nodes } }) => nodes[1]?.delivery === 'SENT');
    const html = Array.from({ length: 300 }, (_, n) => `<h${String(n)}>tomorrow</h${String(n)}>`);
    const report = ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: message/delivery-status', '', 'Action: failed', '', '--b', 'Content-Type: message/rfc822', '', `Message-ID: ${message?.messageId ?? ''}`, 'Content-Type: text/html', '', ...html, '--b--'];

    await here.write({ raw: ['From: MAILER-DAEMON@customer.test', `Message-ID: <${crypto.randomUUID()}@customer.test>`, ...report].join('\r\n') });
    const { messages } = await until(() => ticketOf(agent, ticket.id), ({ messages: { nodes } }) => nodes[1]?.delivery === 'BOUNCED');

    expect(messages.nodes[1]?.delivery).toBe('BOUNCED');
  });

  it('that names all of a thread ends the newest reply of it', async () => {
    const { ticket, messageId, here } = await one();
    const replied = async (text: string) => (await does(agent, 'messageReply', { ticketId: ticket.id, text })).message?.messageId ?? '';
    const ids = [messageId, await replied('Tomorrow.'), await replied('Today, even.')];
    await until(() => ticketOf(agent, ticket.id), ({ messages: { nodes } }) => nodes.slice(1).every(({ delivery }) => delivery === 'SENT'));
    const report = ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: message/delivery-status', '', 'Action: failed', 'Status: 5.1.1', '', '--b', 'Content-Type: text/rfc822-headers', '', `References: ${ids.slice(0, 2).join(' ')}`, `Message-ID: ${ids[2] ?? ''}`, '', '--b--'];

    await here.write({ raw: ['From: MAILER-DAEMON@customer.test', `Message-ID: <${crypto.randomUUID()}@customer.test>`, ...report].join('\r\n') });
    const { messages } = await until(() => ticketOf(agent, ticket.id), ({ messages: { nodes } }) => nodes.some(({ delivery }) => delivery === 'BOUNCED'));

    expect(messages.nodes.map(({ delivery }) => delivery)).toEqual([null, 'SENT', 'BOUNCED']);
  });
});

describe('a ticket', () => {
  it('is written down by a member, once under one key, with whom it is to be', async () => {
    const address = `${crypto.randomUUID()}@customer.test`;
    const input = { subject: 'Called about drums', text: 'Two drums leak.', channel: 'CALL', requesterAddress: address, requesterName: 'Bob', priority: 'HIGH', tags: ['Leak', 'drum'], assigneeId: agent.memberId, mailboxId: desk.mailboxId, idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await opened(agent, input), await opened(agent, input)];

    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({ channel: 'CALL', priority: 'HIGH', tags: ['drum', 'leak'], assignee: { id: agent.memberId }, requesterAddress: address, messages: { nodes: [{ kind: 'INBOUND', text: 'Two drums leak.', author: { id: agent.memberId } }] } });
    await until(() => ticketOf(agent, first.id), ({ customer }) => customer !== null);
    expect(await sinkOf(house, address, 0)).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['an unknown assignee', { assigneeId: crypto.randomUUID() }, 'NOT_FOUND', 'assigneeId'],
    ['an assignee that is no id', { assigneeId: 'Ann' }, 'NOT_FOUND', 'assigneeId'],
    ['an unknown team', { teamId: crypto.randomUUID() }, 'NOT_FOUND', 'teamId'],
    ['an unknown mailbox', { mailboxId: crypto.randomUUID() }, 'NOT_FOUND', 'mailboxId'],
    ['an odd tag', { tags: ['fine', 'not fine'] }, 'INVALID', 'tags.1'],
    ['no words', { text: '' }, 'INVALID', 'text'],
    ['two lines of subject', { subject: 'a\nb' }, 'INVALID', 'subject'],
    ['no address', { requesterAddress: 'nobody' }, 'INVALID', 'requesterAddress'],
    ['a number that is none', { requesterPhone: '12' }, 'INVALID', 'requesterPhone'],
    ['mail as its channel', { channel: 'MAIL' }, 'INVALID', 'channel'],
  ])('is refused with %s, and nothing is stored', async (_, input, code, field) => {
    const { ticket, refusal } = await does(agent, 'ticketCreate', { subject: 'Refused', text: 'Where?', ...input });

    expect({ ticket, refusal }).toEqual({ ticket: null, refusal: { code, field } });
    expect(await ticketsOf(agent, { search: 'Refused' })).toEqual([]);
  });
});
