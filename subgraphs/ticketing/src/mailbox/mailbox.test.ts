import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint, mailbox, openHouse, toldOf, type Organization, type Person, type TestHouse } from '@deskgraph/testing';
import PostalMime from 'postal-mime';
import { does, opened, sinkOf } from '../../test/desk.js';

let house: TestHouse;
let organization: Organization;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  organization = await house.organization('Mailboxes');
  owner = await organization.as('owner');
});

interface Made {
  readonly mailbox: { id: string; name: string; address: string; inboundAddress: string; state: string; viewerCan: string[] } | null;
  readonly refusal: { code: string; field: string | null } | null;
}
const selection = '{ mailbox { id name address inboundAddress state viewerCan } refusal { code field } }';
const verb = async (name: string, input: object, person = owner): Promise<Made> =>
  (await person.ask<Record<string, Made>>(`mutation ($input: Mailbox${name}Input!) { mailbox${name}(input: $input) ${selection} }`, { input }))[`mailbox${name}`] as Made;

describe('a mailbox', () => {
  it('is made with an address of the house that nobody can guess, and listed by name', async () => {
    const made = await verb('Create', { name: 'Support', address: 'Support@Company.Example' });
    await verb('Create', { name: 'Billing', address: 'billing@company.example' });

    const { mailboxes } = await owner.ask<{ mailboxes: { name: string }[] }>('{ mailboxes { name } }');

    expect(made).toMatchObject({ mailbox: { name: 'Support', address: 'support@company.example', state: 'ON', viewerCan: ['rename', 'switch', 'delete'] }, refusal: null });
    expect(made.mailbox?.inboundAddress).toMatch(/^[a-z2-7]{26}@mail\.localhost$/);
    expect(mailboxes.map(({ name }) => name)).toEqual(['Billing', 'Support']);
  });

  it('is renamed, switched and deleted, and says so', async () => {
    const { id } = await mailbox(owner, 'Changing');
    const idempotencyKey = crypto.randomUUID();

    const renamed = await verb('Rename', { id, name: 'Changed', idempotencyKey });
    const again = await verb('Rename', { id, name: 'Changed', idempotencyKey });
    const off = await verb('Switch', { id, state: 'OFF' });
    const gone = await verb('Delete', { id });

    expect(renamed.mailbox?.name).toBe('Changed');
    expect(again).toEqual(renamed);
    expect(off.mailbox?.state).toBe('OFF');
    expect(gone.mailbox?.id).toBe(id);
    expect(await owner.ask('query ($id: ID!) { mailbox(id: $id) { id } }', { id })).toEqual({ mailbox: null });
    expect(await toldOf(house, id)).toEqual({
      events: ['mailbox.created', 'mailbox.changed', 'mailbox.changed', 'mailbox.deleted'],
      audits: ['mailbox.create', 'mailbox.rename', 'mailbox.switch', 'mailbox.delete'],
    });
  });

  it('repeated under one key is one', async () => {
    const input = { name: 'Repeated', address: 'repeated@company.example', idempotencyKey: crypto.randomUUID() };

    const [first, again] = [await verb('Create', input), await verb('Create', input)];

    expect(first.refusal).toBeNull();
    expect(again).toEqual(first);
  });

  it('may have an address that another organization has too: the two never meet', async () => {
    const stranger = await (await house.organization('Strangers')).as('owner');

    const [ours, theirs] = [await verb('Create', { name: 'A', address: 'shared@company.example' }), await verb('Create', { name: 'A', address: 'shared@company.example' }, stranger)];

    expect([ours.refusal, theirs.refusal]).toEqual([null, null]);
    expect(theirs.mailbox?.inboundAddress).not.toBe(ours.mailbox?.inboundAddress);
  });

  it('that is off is the first only while no other is on', async () => {
    const boss = await (await house.organization('Young')).as('owner');
    const made = async (name: string) => (await verb('Create', { name, address: `${name}@company.example` }, boss)).mailbox?.id;
    const [oldest, on, gone] = [await made('oldest'), await made('on'), await made('gone')];
    const seen = async (id: string) => (await boss.ask<{ ticket: object }>('query ($id: ID!) { ticket(id: $id) { mailbox { id } replyAddress } }', { id })).ticket;
    await verb('Switch', { id: oldest, state: 'OFF' }, boss);

    const [fresh, orphan] = [await opened(boss), await opened(boss, { mailboxId: gone })];
    await verb('Delete', { id: gone }, boss);
    const [ofFresh, ofOrphan] = [await seen(fresh.id), await seen(orphan.id)];
    await verb('Switch', { id: on, state: 'OFF' }, boss);

    expect(ofFresh).toEqual({ mailbox: { id: on }, replyAddress: 'on@company.example' });
    expect(ofOrphan).toEqual({ mailbox: null, replyAddress: 'on@company.example' });
    expect(await seen(orphan.id)).toEqual({ mailbox: null, replyAddress: 'oldest@company.example' });
  });

  it('that is off answers nobody while another is on: replies leave from that one, and their tickets go on there', async () => {
    const boss = await (await house.organization('Moved')).as('owner');
    const [on, off] = [(await verb('Create', { name: 'On', address: 'on@company.example' }, boss)).mailbox!, (await verb('Create', { name: 'Off', address: 'off@company.example' }, boss)).mailbox!];
    const to = `${crypto.randomUUID()}@customer.test`;
    const [ticket, other] = [await opened(boss, { mailboxId: off.id, requesterAddress: to }), await opened(boss, { mailboxId: off.id, requesterAddress: to })];
    const seen = async (id: string) => (await boss.ask<{ ticket: object }>('query ($id: ID!) { ticket(id: $id) { mailbox { id } replyAddress } }', { id })).ticket;
    await verb('Switch', { id: off.id, state: 'OFF' }, boss);

    const before = await seen(ticket.id);
    await does(boss, 'messageReply', { ticketId: ticket.id, text: 'Hi' });
    const [mail] = await sinkOf(house, to);
    await verb('Switch', { id: on.id, state: 'OFF' }, boss);

    expect(before).toEqual({ mailbox: { id: off.id }, replyAddress: on.address });
    expect((await PostalMime.parse(mail!)).from).toMatchObject({ address: on.address });
    expect([await seen(ticket.id), await seen(other.id)]).toEqual([{ mailbox: { id: on.id }, replyAddress: on.address }, { mailbox: { id: off.id }, replyAddress: off.address }]);
  });

  it('costs as many statements in a list of 50 as in one of 5', async () => {
    const [few, many] = [await house.organization('Few'), await house.organization('Many')];
    const cost = async (of: Organization, count: number): Promise<unknown> => {
      const lead = await of.as('owner');
      for (let n = 0; n < count; n++) await mailbox(lead, `Mailbox ${String(n)}`);
      const { body } = await (await of.as('manager')).askRaw('{ mailboxes { id name inboundAddress viewerCan } }');
      expect((body.data as { mailboxes: unknown[] }).mailboxes).toHaveLength(count);
      return body.extensions?.trace;
    };

    const trace = await cost(few, 5);

    expect(trace).toEqual({ fetches: 1, statements: 1 });
    expect(await cost(many, 50)).toEqual(trace);
    expect(await verb('Create', { name: 'One more', address: 'more@company.example' }, await many.as('owner'))).toEqual({ mailbox: null, refusal: { code: 'MAILBOX_LIMIT', field: null } });
  });
});

describe('a refusal', () => {
  it.each([
    ['no name', { name: ' ', address: 'a@company.example' }, { code: 'INVALID', field: 'name' }],
    ['no address', { name: 'A', address: 'company.example' }, { code: 'INVALID', field: 'address' }],
    ['an address with a line end', { name: 'A', address: 'a@company.example\r\nBcc: b@company.example' }, { code: 'INVALID', field: 'address' }],
    ['an address that is taken', { name: 'A', address: 'TAKEN@company.example' }, { code: 'CONFLICT', field: 'address' }],
  ])('of %s stores nothing', async (_what, input, refusal) => {
    await verb('Create', { name: 'Taken', address: 'taken@company.example' });
    const before = await fingerprint(house, organization.id);

    expect(await verb('Create', input)).toEqual({ mailbox: null, refusal });
    expect(await fingerprint(house, organization.id)).toEqual(before);
  });

  it('meets managers who change, agents who look, and whoever asks for another organization\'s', async () => {
    const [manager, agent, stranger] = [await organization.as('manager'), await organization.as('agent'), await (await house.organization('Others')).as('owner')];
    const { id } = await mailbox(owner, 'Ours');
    const codes = async (person: Person, query: string) => (await person.askRaw(query)).body.errors?.map(({ extensions }) => extensions.code);

    const [foreign, unknown] = [await verb('Delete', { id }, stranger), await verb('Delete', { id: crypto.randomUUID() }, stranger)];

    expect(await codes(manager, `mutation { mailboxDelete(input: { id: "${id}" }) { refusal { code } } }`)).toEqual(['FORBIDDEN']);
    expect(await codes(agent, '{ mailboxes { id } }')).toEqual(['FORBIDDEN']);
    expect(foreign).toEqual(unknown);
    expect(foreign.refusal).toEqual({ code: 'NOT_FOUND', field: 'id' });
  });
});
