import { answers, cases, closings, courtesies, farewells, greetings, teams, thanks, welcome, type Case, type Turn } from './cases.js';
import type { DemoCustomer } from './customers.js';
import { dice, type Dice } from './dice.js';
import { headOf, sendingOf, type Offer, type OrderHead } from './orders.js';
import { atWork, day, hour, minute, momentAt, type DemoPlan } from './plan.js';

type Status = 'OPEN' | 'PENDING' | 'RESOLVED' | 'CLOSED';
type Priority = 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT';

/** Something said or done in a ticket; `by` is one of its team, null the house. */
export type DemoTicketDeed = { readonly at: Date } & (
  | { readonly verb: 'receive'; readonly text: string; readonly messageId: string }
  | { readonly verb: 'reply'; readonly by: number; readonly text: string; readonly status: Status }
  | { readonly verb: 'note'; readonly by: number; readonly text: string }
  | { readonly verb: 'assign'; readonly by: number | null; readonly assignee: number | null }
  | { readonly verb: 'changePriority'; readonly by: number; readonly priority: Priority }
  | { readonly verb: 'changeStatus'; readonly by: number | null; readonly status: Status }
);

/** A ticket with all that was said and done about it until the demo's end. */
export interface DemoTicket {
  readonly index: number;
  readonly customer: DemoCustomer;
  readonly subject: string;
  readonly text: string;
  readonly channel: 'MAIL' | 'CALL' | 'WEB' | 'API';
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly team: number;
  readonly messageId: string | null;
  /** Who wrote it down; null for what came by itself. */
  readonly by: number | null;
  readonly at: Date;
  readonly deeds: readonly DemoTicketDeed[];
}

/** After how long a resolved ticket is closed. */
const closedAfter = 12 * day;
/** Working days of the demo: how far back an order is that somebody writes about. */
const workdays = 65;
/** Made once: it costs more than the rest of a ticket. */
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** A ticket by its place. */
export function ticketAt(plan: DemoPlan, index: number): DemoTicket {
  const rolled = dice(plan.seed, 'ticket', index);
  const share = (index + rolled.roll()) / plan.tickets;
  const order = headOf(plan, Math.floor(Math.max(share - (0.4 + rolled.roll() * 9) / workdays, share * rolled.roll() * 0.5) * plan.orders));
  const wished = momentAt(plan, share).getTime() + (rolled.chance(0.2) ? rolled.int(0, 14 * 60) * minute : 0);
  const at = new Date(Math.min(Math.max(wished, order.at.getTime() + rolled.int(1, 5) * hour), plan.end.getTime() - minute));
  const kind = rolled.weighted(...cases.filter(one => order.chosen.some(({ offer }) => suits(one, offer))).map(one => [one, one.weight] as const));
  const channel = rolled.weighted<DemoTicket['channel']>(['MAIL', 76], ['CALL', 11], ['WEB', 9], ['API', 4]);
  const { customer } = order;
  const say = teller(plan, rolled, { ...order, chosen: order.chosen.filter(({ offer }) => suits(kind, offer)) }, at);
  const about = rolled.int(0, 59);
  const opening = said(rolled, kind.opening, place => (kind.about?.includes(place) ? about : null));
  const messageId = (place: number): string => `<${String(index)}.${String(place)}.${String(rolled.int(100_000, 999_999))}@${customer.mail.split('@')[1] ?? ''}>`;
  const ticket = {
    index, customer, channel, at, team: kind.team, priority: 'NORMAL' as const, tags: [...kind.tags],
    subject: say(kind.isSubjectAbout ? (kind.subjects[about % kind.subjects.length] ?? '') : rolled.pick(kind.subjects)),
    text: say(channel === 'CALL' ? `By telephone, ${customer.first} says:\n\n${opening.join(' ')}` : letter(rolled, opening, customer, true)),
    messageId: channel === 'MAIL' ? messageId(0) : null,
    by: channel === 'CALL' || channel === 'WEB' ? rolled.int(0, 999) : null,
  };
  return { ...ticket, deeds: deedsOf({ rolled, kind, about, customer, say, messageId, end: plan.end }, at) };
}

interface Telling {
  readonly rolled: Dice;
  readonly kind: Case;
  /** Which of the things that the case may be about the ticket is about. */
  readonly about: number;
  readonly customer: DemoCustomer;
  readonly say: (text: string) => string;
  readonly messageId: (place: number) => string;
  readonly end: Date;
}

function deedsOf({ rolled, kind, about, customer, say, messageId, end }: Telling, at: Date): DemoTicketDeed[] {
  const deeds: DemoTicketDeed[] = [];
  let time = at.getTime();
  const soon = (least: number, most: number): Date => new Date((time += least + Math.floor(rolled.roll() * (most - least))));
  const working = (least: number, most: number): Date => {
    time = Math.max(atWork(soon(least, most)).getTime(), time);
    return new Date(time);
  };
  deeds.push({ verb: 'assign', at: soon(2000, 4000), by: null, assignee: null });
  const by = rolled.int(0, 999);
  deeds.push({ verb: 'assign', at: working(4 * minute, rolled.chance(0.15) ? 20 * hour : 3 * hour), by, assignee: by });
  const level = rolled.int(1, 10);
  const [urgent, high] = kind.urgency;
  if (level <= urgent + high) deeds.push({ verb: 'changePriority', at: soon(10_000, minute), by, priority: level <= urgent ? 'URGENT' : 'HIGH' });
  else if (level === 10 && rolled.chance(0.4)) deeds.push({ verb: 'changePriority', at: soon(10_000, minute), by, priority: 'LOW' });

  const turns = kept(rolled, kind.turns);
  const lastAnswer = turns.findLastIndex(({ who }) => who === 'agent');
  const asked = rolled.int(0, 59);
  for (const [place, { who, parts, about: own }] of turns.entries()) {
    const isFollowing = who === 'customer' || turns.slice(0, place).some(turn => turn.who === 'customer');
    const words = said(rolled, parts, part => (own?.includes(part) ? about : isFollowing && part === 0 ? asked : null));
    if (who === 'note') deeds.push({ verb: 'note', at: working(2 * minute, 90 * minute), by, text: say(words.join(' ')) });
    else if (who === 'customer') deeds.push({ verb: 'receive', at: soon(15 * minute, 30 * hour), text: say(letter(rolled, words, customer, false)), messageId: messageId(place + 1) });
    else deeds.push({ verb: 'reply', at: working(8 * minute, 7 * hour), by, text: say(answer(rolled, words, customer, teams[kind.team], place === lastAnswer)), status: place === lastAnswer && place === turns.length - 1 && rolled.chance(0.8) ? 'RESOLVED' : 'PENDING' });
  }
  if (deeds.at(-1)?.verb !== 'reply' || !isResolved(deeds)) {
    if (rolled.chance(0.03)) return deeds.filter(deed => deed.at < end);
    deeds.push({ verb: 'changeStatus', at: working(day, 4 * day), by, status: 'RESOLVED' });
  }
  if (rolled.chance(0.28)) {
    deeds.push({ verb: 'receive', at: soon(10 * minute, 20 * hour), text: say(letter(rolled, [rolled.pick(thanks)], customer, false)), messageId: messageId(90) });
    if (rolled.chance(0.3)) deeds.push({ verb: 'reply', at: working(3 * minute, 3 * hour), by, text: say(answer(rolled, [rolled.pick(welcome)], customer, teams[kind.team], false)), status: 'RESOLVED' });
    else deeds.push({ verb: 'changeStatus', at: working(2 * minute, 4 * hour), by, status: 'RESOLVED' });
  }
  deeds.push({ verb: 'changeStatus', at: soon(closedAfter, closedAfter + minute), by: null, status: 'CLOSED' });
  return deeds.filter(deed => deed.at < end);
}

function isResolved(deeds: readonly DemoTicketDeed[]): boolean {
  const last = deeds.at(-1);
  return last?.verb === 'reply' && last.status === 'RESOLVED';
}

/** The turns that a case takes: what somebody answers to is not left out. */
function kept(rolled: Dice, turns: readonly Turn[]): Turn[] {
  const some: Turn[] = [];
  for (const turn of turns) {
    const isAnswer = turn.who === 'agent' && some.some(({ who }) => who === 'agent');
    if (isAnswer && some.findLast(({ who }) => who !== 'note')?.who !== 'customer') continue;
    if (rolled.chance(turn.share ?? 1)) some.push(turn);
  }
  while (some.at(-1)?.who === 'customer') some.pop();
  return some;
}

/** Of each part one way to say it: where `follow` gives a number, the one at that place. */
function said(rolled: Dice, parts: readonly (readonly string[])[], follow: (place: number) => number | null): string[] {
  return parts.map((part, place) => part[(follow(place) ?? rolled.int(0, 59)) % part.length] ?? '').filter(text => text !== '');
}

/** Whether a case may be about something that is sold. */
function suits({ only, isLiquid }: Case, { variant: { sku, pack } }: Offer): boolean {
  return (!only || only.some(code => sku.startsWith(code))) && (!isLiquid || ['1L', '5L', '25L', '200L', 'IBC'].includes(pack));
}

function letter(rolled: Dice, parts: readonly string[], { first, name, isDesk, company, phone }: DemoCustomer, isFirst: boolean): string {
  const body = rolled.chance(0.5) ? parts.join(' ') : parts.join('\n\n');
  const signature = [isDesk ? first : name, ...(company && rolled.chance(0.7) ? [company.name] : []), ...(phone !== null && rolled.chance(0.4) ? [`Tel. ${phone}`] : [])];
  return [isFirst ? rolled.pick(greetings) : rolled.pick(['', 'Hello,', 'Hi,']), body, rolled.chance(0.85) ? `${rolled.pick(closings)}\n${signature.join('\n')}` : first].filter(text => text !== '').join('\n\n');
}

function answer(rolled: Dice, parts: readonly string[], { first }: DemoCustomer, team: string, isFirst: boolean): string {
  const courtesy = isFirst ? rolled.pick(courtesies) : '';
  return [rolled.pick(answers).replace('{first}', first), [courtesy, ...parts].filter(text => text !== '').join(' '), `${rolled.pick(farewells)}\nBrandt Chemical Supply, ${team}`].join('\n\n');
}

/** Puts into a text what it is about. */
function teller({ seed }: DemoPlan, rolled: Dice, order: OrderHead, at: Date): (text: string) => string {
  const { index, customer, externalId, chosen } = order;
  const { offer, quantity } = rolled.pick(chosen);
  const [street = '', city = ''] = customer.address.split('\n').slice(-3, -1);
  const on = (from: Date, days: number): string => dayAndMonth.format(atWork(new Date(from.getTime() + days * day)));
  const filled = new Date(order.at.getTime() - rolled.int(3, 60) * day).toISOString().slice(2, 10).replaceAll('-', '');
  const words: Readonly<Record<string, string>> = {
    product: offer.name, sku: offer.variant.sku, pack: offer.variant.title, quantity: String(quantity), price: (offer.variant.price / 100).toFixed(2), order: externalId, first: customer.first,
    street, city: city.replace(/^[A-Z0-9 ]*\d[A-Z0-9]*(?: \d?[A-Z]{2})? /, ''), invoice: `R-${String(260_000 + index)}`, batch: `L${filled}-${String(rolled.int(1, 12)).padStart(2, '0')}`, tracking: sendingOf(seed, index, 0).number,
    date: on(new Date(Math.min(order.at.getTime() + rolled.int(2, 4) * day, at.getTime() - 3 * day)), 0), many: String(quantity * rolled.int(3, 8)), date2: on(at, rolled.int(2, 7)), days: String(rolled.int(6, 14)), number: String(4000 + index), sds: offer.safetySheetUrl,
  };
  return text => text.replaceAll(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');
}
