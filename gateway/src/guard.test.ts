import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { contextOf, openSmallHouse, someone } from '../test/house.js';
import type { SmallHouse } from '../test/house.js';
import { noteAsked, rules } from '../test/rules.js';
import { guard } from './guard.js';

let house: SmallHouse;
const hashes: (string | undefined)[] = [];
const plans = {
  async requestDidStart() {
    return { async executionDidStart({ queryHash }: { queryHash: string }) { hashes.push(queryHash); } };
  },
};
beforeAll(async () => { house = await openSmallHouse({ plugins: [guard({ rules }), plans] }); });
afterAll(async () => { await house[Symbol.asyncDispose](); });
beforeEach(() => {
  house.forget();
  hashes.splice(0);
  noteAsked.splice(0);
});

/** A denial as a client reads it. */
const denied = (path: (string | number)[], permission: string, column: number, line = 1) => ({
  message: `This field needs the permission ${permission}.`,
  locations: [{ line, column }],
  path,
  extensions: { code: 'FORBIDDEN', permission },
});

describe('what is denied', () => {
  it('leaves an allowed operation as it is', async () => {
    const answer = await house.ask(null, '{ ticket(id: "t1") { id title } }');

    expect(answer).toEqual({ data: { ticket: { id: 't1', title: 'Lost parcel' } } });
    expect(house.asked).toEqual(['tickets: {ticket(id:"t1"){id title}}']);
  });

  it('is not fetched, and is null with one error at its path', async () => {
    const answer = await house.ask(someone(), '{ ticket(id: "t1") { id secret title } }');

    expect(answer).toEqual({
      data: { ticket: { id: 't1', secret: null, title: 'Lost parcel' } },
      errors: [denied(['ticket', 'secret'], 'ticket.secret', 25)],
    });
    expect(Object.keys(answer.data!.ticket as object)).toEqual(['id', 'secret', 'title']);
    expect(house.effects.reads).toEqual([]);
    expect(house.asked).toEqual(['tickets: {ticket(id:"t1"){__typename id title}}']);
  });

  it('is UNAUTHENTICATED for somebody who is not signed in', async () => {
    const answer = await house.ask(null, '{ me { name } ticket(id: "t1") { secret } }');

    const extensions = { code: 'UNAUTHENTICATED' };
    const message = 'Sign in to use this field.';
    expect(answer).toEqual({
      data: { me: null, ticket: { secret: null } },
      errors: [
        { message, locations: [{ line: 1, column: 3 }], path: ['me'], extensions },
        { message, locations: [{ line: 1, column: 34 }], path: ['ticket', 'secret'], extensions },
      ],
    });
  });

  it('reaches no subgraph when nothing is left', async () => {
    const answer = await house.ask(null, '{ me { name } settings { token } }');

    expect(answer.data).toEqual({ me: null, settings: null });
    expect(answer.errors).toHaveLength(2);
    expect(house.asked).toEqual([]);
  });

  it('may be everything in an object that is itself allowed', async () => {
    const answer = await house.ask(someone(), '{ ticket(id: "t1") { owner { email } } }');

    expect(answer).toEqual({
      data: { ticket: { owner: { email: null } } },
      errors: [denied(['ticket', 'owner', 'email'], 'person.email', 30)],
    });
    expect(house.effects.reads).toEqual([]);
  });

  it('includes what has no rule, and what has a rule that throws or cannot say', async () => {
    const context = contextOf(someone('settings.read'));
    const query = '{ settings { unruled thrown unsure theme } }';
    const { body } = await house.server.executeOperation({ query }, { contextValue: context });

    const locations = (column: number) => [{ line: 1, column }];
    const error = { message: 'You may not use this field.', extensions: { code: 'FORBIDDEN' } };
    expect(body).toMatchObject({
      singleResult: {
        data: { settings: { unruled: null, thrown: null, unsure: null, theme: null } },
        errors: [
          { ...error, path: ['settings', 'unruled'], locations: locations(14) },
          { ...error, path: ['settings', 'thrown'], locations: locations(22) },
          { ...error, path: ['settings', 'unsure'], locations: locations(29) },
        ],
      },
    });
    expect(context.lines.error).toEqual([{ err: new Error('no database here'), rule: 'thrown' }]);
    expect(context.lines.info).toEqual([{ denied: ['Settings.unruled', 'Settings.thrown', 'Settings.unsure'] }]);
  });

  it('is judged by arguments where the rule reads them, each call by its own', async () => {
    const query = 'query ($id: Int) { ticket(id: "t1") { a: note b: note(id: 2) c: note(id: $id) d: note(id: 2) } }';
    const answer = await house.ask(someone(), query, { id: 1 });

    expect(answer).toEqual({
      data: { ticket: { a: 'note 1 of t1', b: null, c: 'note 1 of t1', d: null } },
      errors: [denied(['ticket', 'b'], 'note.any', 47), denied(['ticket', 'd'], 'note.any', 79)],
    });
    expect(house.effects.reads).toEqual(['note 1', 'note 1']);
    expect(noteAsked).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('keeps apart what a subgraph answers null to', async () => {
    const answer = await house.ask(someone('settings.read'), '{ settings { theme token } }');

    expect(answer).toEqual({
      data: { settings: { theme: null, token: null } },
      errors: [denied(['settings', 'token'], 'settings.token', 20)],
    });
  });

  it('joins the errors of what did run', async () => {
    const answer = await house.ask(someone(), '{ failing ticket(id: "t1") { x: broken secret } }');

    expect(answer.data).toEqual({ failing: null, ticket: { x: null, secret: null } });
    expect(answer.errors).toEqual([
      { message: 'the shelf is empty', path: ['failing'], extensions: { code: 'EMPTY', serviceName: 'tickets' } },
      { message: 'broken', path: ['ticket', 'x'], extensions: { code: 'BROKEN', serviceName: 'tickets' } },
      denied(['ticket', 'secret'], 'ticket.secret', 40),
    ]);
  });

  it('is reported fifty times at most, and then counted', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `s${index}: secret`).join(' ');
    const answer = await house.ask(someone(), `{ ticket(id: "t1") { ${many} } }`);

    expect(Object.values(answer.data!.ticket as object)).toEqual(Array(60).fill(null));
    expect(answer.errors).toHaveLength(50);
    expect(answer.extensions).toEqual({ denials: { reported: 50, omitted: 10 } });
  });
});

describe('non-null fields', () => {
  it('take their parent with them', async () => {
    const answer = await house.ask(someone(), '{ ticket(id: "t1") { id strict { id locked } } }');

    expect(answer).toEqual({
      data: { ticket: { id: 't1', strict: null } },
      errors: [denied(['ticket', 'strict', 'locked'], 'strict.read', 37)],
    });
  });

  it('take their list with them when its items may not be null', async () => {
    const answer = await house.ask(someone(), '{ ticket(id: "t1") { strictList { locked } title } }');

    expect(answer).toEqual({
      data: { ticket: { strictList: null, title: 'Lost parcel' } },
      errors: [denied(['ticket', 'strictList', 0, 'locked'], 'strict.read', 35)],
    });
  });
});

describe('mutations', () => {
  it('that are denied have no effect, and the others keep their order', async () => {
    const query = 'mutation { a: ticketClose(id: "t1") { id } b: ticketOpen(id: "t2") { id } c: ticketClose(id: "t2") { id } }';
    const answer = await house.ask(someone('ticket.close'), query);

    expect(answer).toEqual({ data: { a: { id: 't1' }, b: null, c: { id: 't2' } }, errors: [denied(['b'], 'ticket.open', 44)] });
    expect(Object.keys(answer.data!)).toEqual(['a', 'b', 'c']);
    expect(house.effects.closed).toEqual(['t1', 't2']);
  });

  it('that are all denied reach no subgraph', async () => {
    const answer = await house.ask(null, 'mutation { ticketClose(id: "t1") { id } }');

    expect(answer.data).toEqual({ ticketClose: null });
    expect(house.effects.closed).toEqual([]);
    expect(house.asked).toEqual([]);
  });

  it('of a suspended organization are refused, but for those that say otherwise', async () => {
    const viewer = { ...someone('ticket.close', 'settings.reset'), organizationState: 'SUSPENDED' as const };
    const query = 'mutation { ticketClose(id: "t1") { id } ticketOpen(id: "t1") { id } settingsReset { theme } }';
    const answer = await house.ask(viewer, query);

    expect(answer.data).toEqual({ ticketClose: null, ticketOpen: null, settingsReset: { theme: 'plain' } });
    expect(answer.errors!.map(error => error.extensions!.code)).toEqual(['ORG_SUSPENDED', 'FORBIDDEN']);
    expect(house.effects.closed).toEqual(['settings']);
    expect(await house.ask(viewer, '{ ticket(id: "t1") { id } }')).toEqual({ data: { ticket: { id: 't1' } } });
  });
});

describe('plans', () => {
  const query = '{ ticket(id: "t1") { title secret } }';

  it('are never shared by viewers with different rights', async () => {
    const first = await house.ask(someone(), query);
    const second = await house.ask(someone('ticket.secret'), query);
    const third = await house.ask(someone(), query);

    expect(first.data).toEqual({ ticket: { title: 'Lost parcel', secret: null } });
    expect(second).toEqual({ data: { ticket: { title: 'Lost parcel', secret: 'secret of t1' } } });
    expect(third).toEqual(first);
    expect(house.asked).toEqual([
      'tickets: {ticket(id:"t1"){__typename title}}',
      'tickets: {ticket(id:"t1"){title secret}}',
      'tickets: {ticket(id:"t1"){__typename title}}',
    ]);
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(hashes[2]).toBe(hashes[0]);
  });

  it('are shared by viewers with the same rights', async () => {
    await house.ask(someone('a'), query);
    await house.ask(someone('b'), query);

    expect(new Set(hashes).size).toBe(1);
  });
});
