import { majorUnits } from '../../money.js';
import type { Table } from '../../table.js';
import type { Span } from './time.js';

/** How a figure is to the one before it. */
export interface Comparison {
  readonly trend: 'up' | 'down' | 'same' | 'none';
  readonly words: string;
}

const befores: Readonly<Record<Span, string>> = {
  today: 'yesterday by this time',
  7: 'the 7 days before',
  28: 'the 28 days before',
  90: 'the 90 days before',
};

interface Compared {
  readonly now: number | null;
  readonly before: number | null;
  readonly span: Span;
  /** How the figure is written; as a whole number unless said. */
  readonly write?: (value: number) => string;
  /** What more and less of it is called. */
  readonly more?: string;
  readonly less?: string;
}

/** A figure beside the one of the time before, in words that need no colour: "12% more than the 7 days before: 43". */
export function compare({ now, before, span, write = whole, more = 'more', less = 'less' }: Compared): Comparison {
  const then = befores[span];
  const during = span === 'today' ? then : `in ${then}`;
  if (before === null) return { trend: 'none', words: `Nothing ${during}` };
  if (now === null) return { trend: 'none', words: `${then.charAt(0).toUpperCase()}${then.slice(1)}: ${write(before)}` };
  if (now === before) return { trend: 'same', words: `As ${during}` };
  const trend = now > before ? 'up' : 'down';
  const word = trend === 'up' ? more : less;
  if (before === 0) return { trend, words: `None ${during}` };
  const share = Math.round((Math.abs(now - before) / before) * 100);
  return { trend, words: `${share === 0 ? 'A little' : `${whole(share)}%`} ${word} than ${then}: ${write(before)}` };
}

/** A whole number, as people write it. */
export const whole = (value: number): string => new Intl.NumberFormat().format(value);

/** How long something took: `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${String(Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 24) return rest === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(rest)} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${String(days)} d` : `${String(days)} d ${String(hours % 24)} h`;
}

/** A day of the calendar, short: `29 Mar`. */
export const day = (date: string): string => new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** How the cells of a table by days are written: the day, then numbers. */
export const byDay = (write: (value: number) => string) => (value: string | number, column: number): string => (column === 0 ? day(String(value)) : write(Number(value)));

/** A table of amounts by days, as a spreadsheet reads them: `123.45` where it has 12345 minor units. */
export function inMajorUnits({ columns, rows }: Table, currency: string): Table {
  return { columns, rows: rows.map(([date = '', ...amounts]) => [date, ...amounts.map(amount => majorUnits(Number(amount), currency))]) };
}

/** The time of day to the second, in a time zone: `14:02:31`. */
export const clock = (instant: string, timeZone: string): string => new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(new Date(instant));

/** A name of the graph as people say it: `REQUIRES_ACTION` -> `Requires action`. */
export function said(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
