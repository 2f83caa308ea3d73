import { describe, expect, it } from '@jest/globals';
import { pointsOf, suggestion, valuesOf } from './chart-choice.js';
import { csvOf, fileName, pasteOf } from './csv.js';
import { sorted, tableOfFrames, tablesIn, type Table } from './table.js';

const inbox = {
  tickets: {
    totalCount: 2,
    nodes: [
      { number: 1, subject: 'Pallets', tags: ['eu', 'late'], customer: { name: 'Ada', company: null }, messages: [{ text: 'a' }, { text: 'b' }], createdAt: '2026-11-01T08:00:00Z' },
      { number: 12, subject: 'Drums', tags: [], customer: { name: 'Bo', company: { name: 'Engines' } }, messages: [], createdAt: '2026-11-02T08:00:00Z' },
    ],
  },
};

describe('a table', () => {
  it('is every list of objects in an answer, with nested values in dotted columns', () => {
    const [tickets, messages, ...rest] = tablesIn(inbox);

    expect(rest).toEqual([]);
    expect([tickets?.path, messages?.path]).toEqual(['tickets.nodes', 'tickets.nodes.messages']);
    expect(tickets?.columns).toEqual([
      { key: 'number', kind: 'number' }, { key: 'subject', kind: 'text' }, { key: 'tags', kind: 'text' }, { key: 'customer.name', kind: 'text' },
      { key: 'messages (count)', kind: 'number' }, { key: 'createdAt', kind: 'time' }, { key: 'customer.company.name', kind: 'text' },
    ]);
    expect(tickets?.rows[0]).toMatchObject({ tags: 'eu, late', 'customer.name': 'Ada', 'messages (count)': 2 });
    expect(messages?.rows).toEqual([{ text: 'a' }, { text: 'b' }]);
  });

  it('is one row where nothing is listed, and none where there is no data', () => {
    expect(tablesIn({ viewer: { name: 'Ada', role: { key: 'agent' } } })).toEqual([
      { path: '', columns: [{ key: 'viewer.name', kind: 'text' }, { key: 'viewer.role.key', kind: 'text' }], rows: [{ 'viewer.name': 'Ada', 'viewer.role.key': 'agent' }] },
    ]);
    expect([tablesIn(null), tablesIn(undefined), tablesIn({ tickets: null }).length, tablesIn({ ids: [] }).length]).toEqual([[], [], 1, 1]);
  });

  it('is sorted by numbers as numbers and by words as people do, with what is missing last', () => {
    const rows = [{ a: 2 }, { a: null }, { a: 10 }, { a: 1 }];

    expect(sorted(rows, 'a', 'ascending').map(({ a }) => a)).toEqual([1, 2, 10, null]);
    expect(sorted(rows, 'a', 'descending').map(({ a }) => a)).toEqual([10, 2, 1, null]);
    expect(sorted([{ a: 'item 10' }, { a: 'item 9' }], 'a', 'ascending').map(({ a }) => a)).toEqual(['item 9', 'item 10']);
  });

  it('of a subscription has a row for each frame, with its position', () => {
    const table = tableOfFrames([
      { receivedAt: '2026-11-28T10:00:00.000Z', position: '7', data: { memberChanged: { name: 'Ada' } } },
      { receivedAt: '2026-11-28T10:00:01.000Z', position: '9', data: { memberChanged: null } },
    ]);

    expect(table.columns.map(({ key }) => key)).toEqual(['received', 'position', 'name']);
    expect(table.rows).toEqual([{ received: '2026-11-28T10:00:00.000Z', position: '7', name: 'Ada' }, { received: '2026-11-28T10:00:01.000Z', position: '9' }]);
  });
});

describe('CSV', () => {
  const table: Table = {
    path: 'x',
    columns: [{ key: 'name', kind: 'text' }, { key: '=key', kind: 'text' }, { key: 'sum', kind: 'number' }],
    rows: [{ name: 'Müller, "Ada"', '=key': 'a\nb', sum: -5 }, { name: '=1+1', '=key': '@cmd', sum: null }, { name: '+49 30', '=key': '-x', sum: 1.5 }, { name: '\t=1', '=key': '', sum: 0 }],
  };

  it('quotes what RFC 4180 says, ends lines so, and lets no text be a formula', () => {
    expect(csvOf(table)).toBe('\uFEFFname,\'=key,sum\r\n"Müller, ""Ada""","a\nb",-5\r\n\'=1+1,\'@cmd,\r\n\'+49 30,\'-x,1.5\r\n\'\t=1,,0\r\n');
  });

  it('is copied with tabs, one row a line', () => {
    expect(pasteOf(table).split('\n')).toEqual(["name\t'=key\tsum", 'Müller, "Ada"\ta b\t-5', "'=1+1\t'@cmd\t", "'+49 30\t'-x\t1.5", "' =1\t\t0"]);
  });

  it('is named after the question and the day', () => {
    const day = new Date('2026-11-28T10:00:00Z');

    expect([fileName('TheInbox', 'csv', day), fileName('Über alles!', 'csv', day), fileName('…', 'csv', day)]).toEqual(['the-inbox-2026-11-28.csv', 'uber-alles-2026-11-28.csv', 'answer-2026-11-28.csv']);
  });
});

describe('a chart', () => {
  const of = (rows: readonly object[]) => tablesIn({ rows })[0] as Table;

  it('draws figures by name, figures over time, and counts rows where there are no figures', () => {
    const roles = of([{ key: 'owner', name: 'Owner', memberCount: 2 }, { key: 'agent', name: 'Agent', memberCount: 5 }]);
    const orders = of([{ number: 7, placedAt: '2026-11-01T08:00:00Z', total: 100 }, { number: 8, placedAt: '2026-11-02T08:00:00Z', total: 50 }]);
    const tickets = of([{ number: 1, subject: 'A', status: 'OPEN' }, { number: 2, subject: 'B', status: 'OPEN' }, { number: 3, subject: 'C', status: 'PENDING' }]);

    expect([roles, orders, tickets].map(suggestion)).toEqual([
      { kind: 'bar', label: 'key', values: ['memberCount'] },
      { kind: 'line', label: 'placedAt', values: ['total'] },
      { kind: 'bar', label: 'status', values: [] },
    ]);
    expect(pointsOf(tickets, { kind: 'bar', label: 'status', values: [] })).toEqual({ points: [{ label: 'OPEN', v0: 2 }, { label: 'PENDING', v0: 1 }], omitted: 0 });
    expect(valuesOf(orders).map(({ key }) => key)).toEqual(['total', 'number']);
    expect(suggestion(of([{ sum: 1 }]))).toBeNull();
  });

  it('adds up what has one label, by day over several days, and leaves out what cannot be told apart', () => {
    const at = (day: number, hour: number) => `2026-11-0${day}T0${hour}:00:00Z`;
    const sales = of([{ at: at(3, 1), total: 5 }, { at: at(1, 1), total: 1 }, { at: at(1, 2), total: 2 }, { at: at(2, 1), total: 4 }]);
    const many = of(Array.from({ length: 80 }, (_, n) => ({ name: `n${n}`, total: n })));

    expect(pointsOf(sales, { kind: 'line', label: 'at', values: ['total'] }).points).toEqual([{ label: '2026-11-01', v0: 3 }, { label: '2026-11-02', v0: 4 }, { label: '2026-11-03', v0: 5 }]);
    expect(pointsOf(many, { kind: 'bar', label: 'name', values: ['total'] })).toMatchObject({ omitted: 20 });
  });
});
