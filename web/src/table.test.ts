import { expect, it } from '@jest/globals';
import { csvOf } from './table.js';

it('a table is CSV that no spreadsheet takes for a formula', () => {
  expect(csvOf({ columns: ['Day', 'Came in'], rows: [['2026-03-29', 3], ['a "b", c', -1], ['=1+1', 0]] })).toBe('Day,Came in\r\n2026-03-29,3\r\n"a ""b"", c",-1\r\n\'=1+1,0\r\n');
});
