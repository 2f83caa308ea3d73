import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { and, rule } from '../shield.js';
import { roleMatrix } from '../matrix.js';
import { anyone, checkRules, combine, evenSuspended, may, ruleOf, signedIn } from './index.js';
import type { Rules } from './index.js';

const schema = buildSchema(`
  type Query { ticket: Ticket me: Person! }
  type Mutation { ticketClose: Ticket profileEdit: Person }
  interface Node { id: ID! }
  type Ticket implements Node { id: ID! title: String secret: String! }
  type Person { id: ID! name: String! }
`);
const fine: Rules = {
  Query: { ticket: anyone },
  Mutation: { ticketClose: may('ticket.close'), profileEdit: evenSuspended(signedIn) },
  Ticket: { '*': may('ticket.read'), title: may('ticket.title') },
  Person: { '*': signedIn, name: anyone },
};

describe('combine', () => {
  it('joins tables field by field', () => {
    const table = combine(fine, { Ticket: { secret: may('ticket.secret') } });

    expect(Object.keys(table.Ticket!)).toEqual(['*', 'title', 'secret']);
  });

  it('refuses two rules for one field', () => {
    expect(() => combine(fine, { Ticket: { title: anyone } })).toThrow('Ticket.title has two rules.');
  });
});

describe('ruleOf', () => {
  it('is the field\'s own, else its type\'s, else a denial', () => {
    expect(ruleOf(fine, 'Ticket', 'title')).toBe(may('ticket.title'));
    expect(ruleOf(fine, 'Ticket', 'id')).toBe(may('ticket.read'));
    for (const [type, field] of [['Query', 'nothing'], ['Nobody', 'id'], ['constructor', 'name'], ['Query', 'toString']] as const) {
      expect(ruleOf(fine, type, field)).toBe(ruleOf({}, 'x', 'y'));
    }
  });
});

describe('checkRules', () => {
  it('names every fault', () => {
    const wrong: Rules = {
      ...fine,
      Query: { ticket: rule('may:ticket.close')(() => true), me: signedIn },
      Ticket: { secret: and(may('ticket.secret'), may('ticket.read')), colour: anyone },
      Node: { id: anyone },
      Order: { '*': anyone },
    };

    expect(checkRules(schema, combine(wrong))).toEqual([
      'There is a rule for Ticket.colour, and no such field.',
      'There is a rule for Node, which is not an object type: rule the object types instead.',
      'There is a rule for Order, and no such type.',
      '2 different rules are named may:ticket.close.',
      'Query.me is a root field and must be nullable.',
      'Ticket.id has no rule.',
      'Ticket.title has no rule.',
      'Ticket.secret has a rule of its own and must be nullable.',
    ]);
  });

  it('is content with a table that rules everything', () => {
    const nullable = buildSchema('type Query { ticket: Ticket } type Ticket { id: ID! title: String }');

    expect(checkRules(nullable, { Query: fine.Query!, Ticket: fine.Ticket! })).toEqual([]);
  });
});

describe('roleMatrix', () => {
  it('says who may ask what', async () => {
    const rules = combine({ ...fine, Query: { ticket: rule('odd')(() => true) } });
    const owner = ['ticket.close', 'ticket.read', 'ticket.title', 'graph.introspect'];
    const suspended = { permissions: owner, organizationState: 'SUSPENDED' } as const;
    const table = await roleMatrix(schema, rules, { owner: { permissions: owner }, viewer: { permissions: ['ticket.read'] }, suspended });

    expect(table).toBe([
      'field\tanonymous\towner\tviewer\tsuspended',
      'Mutation.profileEdit\tdeny\tallow\tallow\tallow',
      'Mutation.ticketClose\tdeny\tallow\tdeny\tdeny',
      'Person.id\tdeny\tallow\tallow\tallow',
      'Person.name\tallow\tallow\tallow\tallow',
      'Query.__schema\tdeny\tallow\tdeny\tallow',
      'Query.__type\tdeny\tallow\tdeny\tallow',
      'Query.me\tdeny\tdeny\tdeny\tdeny',
      'Query.ticket\tdepends\tdepends\tdepends\tdepends',
      'Ticket.id\tdeny\tallow\tallow\tallow',
      'Ticket.secret\tdeny\tallow\tallow\tallow',
      'Ticket.title\tdeny\tallow\tdeny\tallow',
      '',
    ].join('\n'));
  });
});
