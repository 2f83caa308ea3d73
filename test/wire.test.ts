import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mailbox, openHouse, openSocket, password, published, raiseHouse, type Organization, type Person, type RaisedHouse, type TestHouse, type TestSocket } from '@deskgraph/testing';
import PostalMime from 'postal-mime';
import { ingest, saying, send, step, stock } from '../subgraphs/commerce/test/shop.js';
import { attached, deskOf, does, opened, sinkOf, ticketOf, until } from '../subgraphs/ticketing/test/desk.js';
import { arrived, mailOf, post } from '../subgraphs/ticketing/test/post.js';
import { connect, handled, place } from '../subgraphs/voice/test/switchboard.js';

/** What the wire promises, in one process and in a process for each room. */
describe.each(['one', 'each'] as const)('the house in mode %s', mode => {
  let raised: RaisedHouse | undefined;
  let house: TestHouse;
  let organization: Organization;
  let owner: Person;
  beforeAll(async () => {
    raised = mode === 'one' ? undefined : await raiseHouse({ mode });
    house = await openHouse(raised?.standing);
    organization = await house.organization('Wire');
    owner = await organization.as('owner');
  }, 180_000);
  const sockets: TestSocket[] = [];
  afterEach(() => Promise.all(sockets.splice(0).map(socket => socket.close())));
  afterAll(() => raised?.close());

  it('answers over several rooms in one question, with the entities of one in another', async () => {
    await owner.ask('mutation { organizationUpdate(input: { name: "Wired" }) { refusal { code } } }');

    const answer = await owner.ask('{ organization { name } calls { totalCount } auditEntries(filter: { action: "organization.update" }) { nodes { action actor { id name } } } }');

    expect(answer).toMatchObject({ organization: { name: 'Wired' }, calls: { totalCount: 0 }, auditEntries: { nodes: [{ action: 'organization.update', actor: { id: owner.memberId } }] } });
  });

  it('signs people in and out, and knows keys', async () => {
    const { status, headers } = await house.call('/auth/sign-in', { email: owner.email, password });
    const cookie = headers.getSetCookie().map(text => text.split(';')[0]).join('; ');
    const ask = async (shown: Record<string, string>) => (await house.stranger(shown).askRaw('{ viewer { role { key } } }')).body.data;
    const before = await ask({ cookie });
    await house.call('/auth/sign-out', {}, { cookie });
    const isOut = async (): Promise<boolean> => (await house.stranger({ cookie }).askRaw('{ viewer { role { key } } }')).status === 401;
    const signedOut = Date.now();
    while (!(await isOut()) && Date.now() - signedOut < 5000) await sleep(20);

    expect(status).toBe(200);
    expect(before).toEqual({ viewer: { role: { key: 'owner' } } });
    expect(Date.now() - signedOut).toBeLessThan(1000);
    expect(await ask({ authorization: `Bearer ${await organization.apiKey()}` })).toMatchObject({ viewer: expect.anything() });
    expect((await house.call('/auth/sign-in', { email: owner.email, password: 'not the password' })).status).toBe(401);
  });

  it('refuses with codes and fields, and answers foreign ids like unknown ones', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');
    const remove = (id: string) => stranger.ask('mutation ($input: MemberRemoveInput!) { memberRemove(input: $input) { member { id } refusal { code field } } }', { input: { id } });

    const denied = await (await organization.as('viewer')).askRaw('{ invitations { totalCount } }');
    const malformed = await owner.askRaw('{ members(first: 1000) { totalCount } }');

    expect(await remove(owner.memberId)).toEqual(await remove(crypto.randomUUID()));
    expect(denied.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(malformed.body.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', field: 'first' });
  });

  it('takes a switchboard\'s call, and tells whoever watches', async () => {
    const switchboard = await connect(owner);
    const { deliveries } = await place(house, switchboard, { states: ['ringing'] });
    await handled(house, organization.id);
    const { calls } = await owner.ask<{ calls: { nodes: { id: string }[] } }>('{ calls { nodes { id } } }');
    const socket = openSocket(house.url, owner);
    const watching = await socket.watch('subscription ($id: ID!) { memberChanged(id: $id) { name } }', { id: owner.memberId });

    await owner.ask('mutation { viewerRename(input: { name: "Somebody else" }) { refusal { code } } }');

    expect(deliveries).toMatchObject([{ status: 200 }]);
    expect(calls.nodes).toHaveLength(1);
    expect((await watching.next()).data).toEqual({ memberChanged: { name: 'Somebody else' } });
    await socket.close();
  });

  it('takes mail in beside its gateway, stores it in a room and has it read by a worker', async () => {
    const { id, inboundAddress } = await mailbox(owner);
    const large = Buffer.concat([mailOf('Large'), Buffer.from(`${'x'.repeat(78)}\r\n`.repeat(100_000))]);

    const posted = [await post(house, inboundAddress, mailOf('Small')), await post(house, inboundAddress, large), await post(house, `nobody@${inboundAddress.split('@')[1] ?? ''}`, large)];

    expect(posted.map(({ code }) => code)).toEqual([250, 250, 550]);
    expect((await arrived(owner, id)).map(({ subject, state, size }) => ({ subject, state, size }))).toEqual([
      { subject: 'Small', state: 'PARSED', size: mailOf('Small').length },
      { subject: 'Large', state: 'PARSED', size: large.length },
    ]);
  });

  it('sends mail from its worker, and says so in the job', async () => {
    const { email } = await organization.as('agent');
    await house.call('/auth/reset/request', { email });

    const mails = await house.mails(email);
    await house.settled(organization);

    expect(mails).toHaveLength(1);
    expect(await owner.ask('{ jobs(filter: { name: "accounts.mail" }, first: 1) { nodes { state } } }')).toEqual({ jobs: { nodes: [{ state: 'DONE' }] } });
  });

  it('makes a mail a case: told at once, whole in one question, answered by mail, and seen by whoever may', async () => {
    const [agent, manager] = [await organization.as('agent'), await organization.as('manager')];
    const [desk, goods, from] = [await deskOf(house, owner), await stock(manager, 10), `${crypto.randomUUID()}@customer.test`];
    const word = `leak${crypto.randomUUID().slice(0, 8)}`;
    await published(owner, { title: `When drums ${word}`, body: `Keep a drum that shows ${word} upright and call us.`, visibility: 'INTERNAL' });
    const solved = await opened(agent, { subject: `Drum ${word}`, text: `A drum of ours shows ${word} at its lid.` });
    await does(agent, 'ticketChangeStatus', { id: solved.id, status: 'RESOLVED' });
    const { order } = await ingest(manager, saying(goods, { buyerEmail: from, quantity: 2 }));
    await step(manager, 'orderPay', { id: order?.id, amount: 2100 });
    await send(manager, { orderId: order?.id });
    const [agents, managers] = [openSocket(house.url, agent), openSocket(house.url, manager)];
    sockets.push(agents, managers);
    const dashboard = await managers.watch('subscription ($filter: TicketFilter) { ticketsChanged(filter: $filter) { kind ticket { number status lastMessage { kind text } } } }', { filter: { mailboxId: desk.mailboxId } });
    const inbox = await agents.watch('subscription ($filter: TicketFilter) { ticketsChanged(filter: $filter) { kind ticket { id subject requesterName } } }', { filter: { mailboxId: desk.mailboxId, statuses: ['OPEN'] } });

    const messageId = await desk.write({ from: `Ada Byron <${from}>`, subject: `Drum ${word}`, text: `My drum shows ${word}. What now?` });
    const { ticketsChanged: entered } = (await inbox.next()).data as { ticketsChanged: { kind: string; ticket: { id: string; subject: string; requesterName: string } } };
    const { id } = entered.ticket;
    const asked = `query ($id: ID!) { ticket(id: $id) {
      messages(first: 50) { nodes { kind text } } customer { name orders(first: 10) { state lines { sku quantity variant { stock { onHand reserved } } } shipments { state carrier } } tickets { id } interactions(first: 10) { nodes { channel } } }
      similarTickets { ticket { id } } suggestedArticles { title } } }`;
    interface Whole {
      readonly ticket: { messages: object; customer: { orders: object[]; interactions: { nodes: object[] } } | null; similarTickets: { ticket: { id: string } }[]; suggestedArticles: { title: string }[] };
    }
    const { ticket: whole } = await until(() => agent.ask<Whole>(asked, { id }), ({ ticket }) => (ticket.customer?.interactions.nodes.length ?? 0) >= 2 && ticket.similarTickets.length > 0);
    const watching = await managers.watch('subscription ($id: ID!) { caseChanged(ticketId: $id) { messages { nodes { kind delivery } } customer { orders { state } } } }', { id });
    const sheet = new TextEncoder().encode(randomBytes(2000).toString('hex'));
    await fetch(`${house.mailboxUrl}/api/failures`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: 451 }) });
    const { message } = await does(agent, 'messageReply', { ticketId: id, text: 'Keep it upright.', attachmentIds: [await attached(agent, id, sheet)] });
    const tried = () => owner.ask<{ jobs: { nodes: { attempts: number; state: string }[] } }>('{ jobs(filter: { name: "ticketing.send" }, first: 1) { nodes { attempts state } } }');
    const waiting = [await until(tried, ({ jobs }) => (jobs.nodes[0]?.attempts ?? 0) > 0), (await ticketOf(agent, id)).messages.nodes.at(-1)?.delivery];
    const sent = await until(() => ticketOf(agent, id), ({ messages: { nodes } }) => nodes.at(-1)?.delivery === 'SENT');
    const mail = await PostalMime.parse((await sinkOf(house, from))[0]!);
    await until(async () => JSON.stringify(watching.frames.at(-1)?.data ?? null), text => text.includes('SENT'));
    await until(async () => JSON.stringify(dashboard.frames.at(-1)?.data ?? null), text => text.includes('REPLY'));
    const partner = house.stranger({ authorization: `Bearer ${await organization.apiKey(['ticket.read'])}` });
    const seen = await partner.ask('query ($id: ID!) { ticket(id: $id) { status messages { nodes { kind delivery attachments { name size } } } } }', { id });

    expect(entered).toMatchObject({ kind: 'ENTERED', ticket: { subject: `Drum ${word}`, requesterName: 'Ada Byron' } });
    expect(whole).toMatchObject({
      messages: { nodes: [{ kind: 'INBOUND', text: `My drum shows ${word}. What now?` }] }, similarTickets: [{ ticket: { id: solved.id } }], suggestedArticles: [{ title: `When drums ${word}` }],
      customer: { tickets: [{ id }], orders: [{ state: 'SHIPPED', lines: [{ sku: goods.sku, quantity: 2, variant: { stock: [{ onHand: 8, reserved: 0 }] } }], shipments: [{ state: 'SHIPPED', carrier: 'DHL' }] }] },
    });
    expect([message?.delivery, waiting[1], sent.status]).toEqual(['QUEUED', 'QUEUED', 'PENDING']); // the mail server was busy at first
    expect(mail).toMatchObject({ messageId: message?.messageId, inReplyTo: messageId, references: messageId, subject: `Re: Drum ${word}` });
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(sheet)).toBe(true);
    expect(watching.frames.at(-1)?.data).toMatchObject({ caseChanged: { messages: { nodes: [{ kind: 'INBOUND' }, { kind: 'REPLY', delivery: 'SENT' }] }, customer: { orders: [{ state: 'SHIPPED' }] } } });
    expect(dashboard.frames.at(-1)?.data).toMatchObject({ ticketsChanged: { kind: 'CHANGED', ticket: { status: 'PENDING', lastMessage: { kind: 'REPLY', text: 'Keep it upright.' } } } });
    expect(seen).toEqual({ ticket: { status: 'PENDING', messages: { nodes: [{ kind: 'INBOUND', delivery: null, attachments: [] }, { kind: 'REPLY', delivery: 'SENT', attachments: [{ name: 'sheet.txt', size: 4000 }] }] } } });
  });
});
