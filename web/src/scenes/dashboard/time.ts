import { dayAfter, dayOf, midnight } from '../../zone.js';

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
