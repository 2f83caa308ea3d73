import { customerAt, type DemoCustomer } from './customers.js';
import { dice } from './dice.js';
import { minute, momentAt, type DemoPlan } from './plan.js';

/** A telephone call of the demo, which is over. */
export interface DemoCall {
  readonly index: number;
  readonly direction: 'INBOUND' | 'OUTBOUND';
  readonly from: string | null;
  readonly to: string | null;
  readonly startedAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date;
}

/** A note of the demo on a customer. */
export interface DemoNote {
  readonly index: number;
  readonly customer: DemoCustomer;
  readonly summary: string;
  readonly by: number;
  readonly at: Date;
}

/** The demo's own lines: sales, logistics, accounts. */
const lines = ['+493023125010', '+493023125020', '+493023125030'] as const;

/** A call by its place. */
export function callAt(plan: DemoPlan, index: number): DemoCall {
  const rolled = dice(plan.seed, 'call', index);
  const startedAt = momentAt(plan, (index + rolled.roll()) / plan.calls);
  const customer = someone(plan, rolled.roll(), startedAt, ({ phone }) => phone !== null);
  const direction = rolled.weighted<'INBOUND' | 'OUTBOUND'>(['INBOUND', 72], ['OUTBOUND', 28]);
  const theirs = direction === 'INBOUND' && rolled.chance(0.05) ? null : customer.phone;
  const own = rolled.pick(lines);
  const isAnswered = rolled.chance(direction === 'INBOUND' ? 0.88 : 0.7);
  const rung = rolled.int(3, 35) * 1000;
  const answeredAt = isAnswered ? new Date(startedAt.getTime() + rung) : null;
  const endedAt = new Date(startedAt.getTime() + rung + (isAnswered ? rolled.int(25, 900) * 1000 : 1000));
  return { index, direction, from: direction === 'INBOUND' ? theirs : own, to: direction === 'INBOUND' ? own : theirs, startedAt, answeredAt, endedAt };
}

const openings = ['Called back about', 'Met at the trade fair and talked about', 'Visited on site, looked at', 'Asked by telephone about', 'Follow-up on', 'Quarterly talk:'] as const;
const themes = [
  'the switch from 25 l canisters to IBCs', 'a yearly contract for caustic soda', 'empty IBCs that pile up in the yard', 'a dosing pump that needs peroxide with less stabiliser', 'the new store and its water hazard class', 'who signs declarations of end use from now on',
  'a second supplier for isopropanol', 'delivery windows in the morning', 'certificates that arrive later than the truck', 'the price of solvents next quarter', 'a trial with lactic instead of citric acid', 'credit limit and terms', 'training on handling acids', 'a leaking tap at an IBC', 'samples of food grade glycerine',
] as const;
const endings = ['Wants a quote by the end of the week.', 'Will decide after the holidays.', 'No action, just keep in mind.', 'Sent the data sheet and two references.', 'Remind them in a month.', 'Needs an answer from technical service.', 'Happy with us otherwise.', 'Compares us with a local dealer; price matters less than lead time.', 'Ask logistics whether a Thursday tour is possible.'] as const;

/** A note by its place. */
export function noteAt(plan: DemoPlan, index: number): DemoNote {
  const rolled = dice(plan.seed, 'note', index);
  const at = new Date(momentAt(plan, (index + rolled.roll()) / plan.notes).getTime() + rolled.int(0, 50) * minute);
  return { index, customer: someone(plan, rolled.roll(), at), summary: `${rolled.pick(openings)} ${rolled.pick(themes)}. ${rolled.pick(endings)}`, by: rolled.int(0, 999), at };
}

/** Somebody who is known at that moment, the first the more often. */
function someone(plan: DemoPlan, share: number, at: Date, suits: (customer: DemoCustomer) => boolean = () => true): DemoCustomer {
  for (let index = Math.floor(plan.customers * share ** 1.6); index > 0; index--) {
    const customer = customerAt(plan, index);
    if (customer.at < at && suits(customer)) return customer;
  }
  return customerAt(plan, 0);
}
