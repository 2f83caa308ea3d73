/** How far back a dashboard looks. */
export const spans = ['today', '7', '28', '90'] as const;
export type Span = (typeof spans)[number];

/** What a dashboard is of: whole days of a time zone, today among them. */
export interface Time {
  readonly span: Span;
  readonly timeZone: string;
  readonly from: string;
  readonly before: string;
  /** The first and the last day, as `2026-03-29`. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The whole days that end with today, as a time zone has them: of 23 or 25 hours where its clock changes. */
export function timeOf(span: Span, timeZone: string, now: Date): Time {
  const lastDay = dayOf(now, timeZone);
  const firstDay = dayAfter(lastDay, span === 'today' ? 0 : 1 - Number(span));
  return { span, timeZone, firstDay, lastDay, from: midnight(firstDay, timeZone).toISOString(), before: midnight(dayAfter(lastDay, 1), timeZone).toISOString() };
}

/** The span an address names; 28 days unless it names one. */
export const spanOf = (given: string | null): Span => spans.find(span => span === given) ?? '28';

/** The time zone an address names where there is one of that name, else the reader's own. */
export function zoneOf(given: string | null): string {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!given) return own;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return own;
  }
}

/** The day of an instant, as `2026-03-29`. */
export function dayOf(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** When a day begins somewhere. */
function midnight(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const guess = utc - offsetMs(utc, timeZone);
  return new Date(utc - offsetMs(guess, timeZone)); // the clock may have changed between the two
}

function offsetMs(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(instant);
  const of = (type: string) => Number(parts.find(part => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(instant / 1000) * 1000;
}
