import type { Time } from './time.js';

/** Where the rows behind a figure of tickets are; the parts are those of the inbox's address. */
export function ticketsPath(view: string, parts: Readonly<Record<string, string>> = {}): string {
  return pathOf(`/inbox/${view}`, parts);
}

/** The tickets that came in, narrowed further. */
export function createdPath({ from, before }: Time, parts: Readonly<Record<string, string>> = {}): string {
  return ticketsPath('all', { createdFrom: from, createdBefore: before, ...parts });
}

/** Where the orders of a time are: by its days, as the clock of its zone has them. */
export function ordersPath({ firstDay, lastDay, timeZone }: Time, parts: Readonly<Record<string, string>> = {}): string {
  return pathOf('/orders', { from: firstDay, until: lastDay, zone: timeZone, ...parts });
}

/** Where the calls of a time are. */
export function callsPath({ firstDay, lastDay, timeZone }: Time, parts: Readonly<Record<string, string>> = {}): string {
  return pathOf('/calls', { from: firstDay, until: lastDay, zone: timeZone, ...parts });
}

function pathOf(path: string, parts: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parts).toString();
  return query === '' ? path : `${path}?${query}`;
}
